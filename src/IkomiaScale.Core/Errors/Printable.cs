using System.Globalization;
using System.Text;

namespace IkomiaScale.Errors;

/// <summary>Makes foreign text safe for a terminal: names and messages can contain anything.</summary>
internal static class Printable
{
    /// <summary>The text with control characters, direction overrides and lone surrogates shown as escapes.</summary>
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

    /// <summary>The same with the ends of lines as they are, for a text of several.</summary>
    public static string EscapeLines(string text) => string.Join("\n", text.Replace("\r\n", "\n").Split('\n').Select(Escape));

    /// <summary>The text on one line, escaped and cut to a length.</summary>
    public static string OneLine(string text, int limit)
    {
        var flat = string.Join(" ", text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim();
        return Escape(flat.Length > limit ? flat.Substring(0, char.IsHighSurrogate(flat[limit - 1]) ? limit - 1 : limit) + "…" : flat);
    }

    // Format characters include the direction overrides, with which a name can be made to look like another. The joiners
    // (U+200C, U+200D) belong to ordinary words and emoji.
    private static bool NeedsEscape(char character) =>
        character is not ('\u200c' or '\u200d') &&
        char.GetUnicodeCategory(character) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
