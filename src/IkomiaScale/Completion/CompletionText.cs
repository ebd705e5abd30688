using System.Management.Automation.Language;

namespace IkomiaScale.Completion;

/// <summary>Reads words of a command line, and writes the completions for them.</summary>
internal static class CompletionText
{
    private const string NeedsQuotes = " \t'\"`$(){}[];,|&<>@#%*?";

    /// <summary>The value of a word, which may have an opening quote and no closing one yet.</summary>
    public static string Unquote(string word)
    {
        if (word.Length == 0 || word[0] is not ('\'' or '"'))
        {
            return word;
        }

        var quote = word[0];
        var inner = word.Substring(1);
        return (inner.EndsWith(quote.ToString(), StringComparison.Ordinal) ? inner.Substring(0, inner.Length - 1) : inner)
            .Replace(new string(quote, 2), quote.ToString());
    }

    /// <summary>The value as it can be typed: in single quotes if PowerShell would otherwise read it differently.</summary>
    public static string Quote(string value) => value.Length == 0 || value[0] == '-' || value.IndexOfAny(NeedsQuotes.ToCharArray()) >= 0 || HasTypographicQuote(value)
        ? "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'"
        : value;

    // PowerShell treats typographic quotes as quotes.
    private static bool HasTypographicQuote(string value) => value.IndexOfAny(['\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d', '\u201e']) >= 0;
}
