namespace IkomiaScale.Emulator.Http;

/// <summary>How booleans are spelled in queries.</summary>
internal static class BooleanText
{
    public const string Sentence = "Query values are lower-case true or false.";

    /// <summary>Whether a query value is spelled as the protocol has it, or is not there.</summary>
    public static bool IsPlain(HttpRequest request, string name) => !request.Query.TryGetValue(name, out var value) || (string?)value is "true" or "false";
}
