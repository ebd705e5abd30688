namespace IkomiaScale.Emulator.Http;

/// <summary>The spelling of booleans in queries.</summary>
internal static class BooleanText
{
    public const string Sentence = "Booleans in a query are 'true' or 'false', in lowercase.";

    /// <summary>Whether a query value is missing or spelled as the protocol requires.</summary>
    public static bool IsPlain(HttpRequest request, string name) => !request.Query.TryGetValue(name, out var value) || (string?)value is "true" or "false";
}
