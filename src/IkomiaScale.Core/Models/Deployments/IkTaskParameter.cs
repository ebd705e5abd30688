namespace IkomiaScale;

/// <summary>A parameter of a task, with the value that a run uses unless it is told another.</summary>
public sealed class IkTaskParameter
{
    internal IkTaskParameter(string name, string? value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name, as <c>-Parameter</c> takes it.</summary>
    public string Name { get; }

    /// <summary>The value in the workflow, as text (PROTOCOL 4: values travel as text); null where the service gives none.</summary>
    public string? Value { get; }

    /// <summary><c>name = value</c>.</summary>
    public override string ToString() => $"{Name} = {Value}";
}
