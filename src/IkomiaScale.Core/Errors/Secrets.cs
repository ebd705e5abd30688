using System.Text.RegularExpressions;

namespace IkomiaScale.Errors;

/// <summary>Keeps secrets out of what is told: a careless service may repeat what it was sent.</summary>
internal static class Secrets
{
    private const string Hidden = "(hidden)";

    // A JWT; what comes after the name of a scheme and is too long for a word; the query of an address, which may be a signature.
    private static readonly Regex Form = new(
        @"(?-i:eyJ)[\w-]{6,}(\.[\w-]*){0,2}|(?<=\b(bearer|token)\s+)[\w.~+/=-]{16,}|(?<=\bhttps?://[^\s?""']+\?)[^\s""']+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The text with everything that looks like a secret hidden.</summary>
    public static string Hide(string text) => Form.Replace(text, Hidden);
}
