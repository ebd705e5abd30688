using System.Globalization;
using System.Text;

namespace IkomiaScale.Errors;

/// <summary>Makes foreign text safe to show in a terminal: names and messages from outside can contain anything.</summary>
internal static class Printable
{
    /// <summary>Returns the text with control characters, direction overrides and lone surrogates replaced by escapes.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                escaped.Append(character).Append(text[++index]);
            }
            else if (NeedsEscape(character))
            {
                escaped.Append(FormattableString.Invariant($"\\u{(int)character:x4}"));
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    /// <summary>The same, but line ends stay.</summary>
    public static string EscapeLines(string text) => string.Join("\n", text.Replace("\r\n", "\n").Split('\n').Select(Escape));

    /// <summary>Returns the text on one line, escaped and cut to a number of characters.</summary>
    public static string OneLine(string text, int limit)
    {
        var flat = string.Join(" ", text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim();
        return Escape(flat.Length > limit ? flat.Substring(0, char.IsHighSurrogate(flat[limit - 1]) ? limit - 1 : limit) + "…" : flat);
    }

    // Format characters include the direction overrides, which can make one name look like another. The joiners (U+200C,
    // U+200D) belong to ordinary words and emoji.
    private static bool NeedsEscape(char character) =>
        character is not ('\u200c' or '\u200d') &&
        char.GetUnicodeCategory(character) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
