namespace IkomiaScale;

/// <summary>
/// Any other output: <c>DATA_DICT</c>, <c>JSON</c>, <c>NUMERIC_VALUES</c>, a type that this version does not know, or a known
/// type whose body has an unexpected form.
/// </summary>
public sealed class IkDataOutput : IkOutput
{
    internal IkDataOutput(OutputOrigin origin, object? value)
        : base(origin)
    {
        Value = value;
    }

    /// <summary>The body as plain values: dictionaries, arrays, strings, numbers, Booleans, or null.</summary>
    public object? Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        IReadOnlyDictionary<string, object?> fields => $"{Type} with {string.Join(", ", fields.Keys)}",
        object?[] items => $"{Type}, {Tally.Count(items.Length, "item", "items")}",
        _ => Type,
    };
}
