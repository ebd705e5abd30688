namespace IkomiaScale;

/// <summary>A parameter of a task, with the value that a run uses by default.</summary>
public sealed class IkTaskParameter
{
    internal IkTaskParameter(string name, string? value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name, for <c>-Parameter</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The value in the workflow as text, the form in which values are sent (docs/protocol.md, section 4); null if the
    /// service returned none.
    /// </summary>
    public string? Value { get; }

    /// <summary><c>name = value</c>.</summary>
    public override string ToString() => $"{Name} = {Value}";
}
