using System.Text.RegularExpressions;

namespace IkomiaScale.Errors;

/// <summary>Keeps secrets out of messages: a careless service may repeat what it received.</summary>
internal static class Secrets
{
    private const string Hidden = "(hidden)";

    // A JWT; a text after the name of a scheme that is too long for a word; the query of a URL, which may be a signature.
    private static readonly Regex Form = new(
        @"(?-i:eyJ)[\w-]{6,}(\.[\w-]*){0,2}|(?<=\b(bearer|token)\s+)[\w.~+/=-]{16,}|(?<=\bhttps?://[^\s?""']+\?)[^\s""']+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Returns the text with everything that looks like a secret hidden.</summary>
    public static string Hide(string text) => Form.Replace(text, Hidden);
}
