namespace IkomiaScale.Help;

/// <summary>The yaml of help pages: lines of the form <c>name: value</c>, nothing nested.</summary>
internal static class YamlFields
{
    /// <summary>Reads the lines; a value may be empty.</summary>
    public static Dictionary<string, string> Read(IEnumerable<string> lines) => lines
        .Select(line => (Line: line, Colon: line.IndexOf(':')))
        .Where(field => field.Colon > 0)
        .ToDictionary(field => field.Line[..field.Colon].Trim(), field => field.Line[(field.Colon + 1)..].Trim(), StringComparer.OrdinalIgnoreCase);
}
