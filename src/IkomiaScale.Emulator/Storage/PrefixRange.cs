using System.Text;

namespace IkomiaScale.Emulator.Storage;

/// <summary>The range of texts that start with a prefix, in the order of their UTF-8 bytes.</summary>
internal static class PrefixRange
{
    /// <summary>
    /// Returns the first text after all that start with the prefix. If there is none (no prefix, or only the last code point),
    /// returns an empty byte array: SQLite sorts byte arrays after every text.
    /// </summary>
    public static object End(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0)
        {
            var last = runes[^1].Value;
            runes.RemoveAt(runes.Count - 1);
            if (last < 0x10FFFF)
            {
                // The surrogates between U+D7FF and U+E000 are not characters.
                runes.Add(new Rune(last == 0xD7FF ? 0xE000 : last + 1));
                return string.Concat(runes);
            }
        }

        return Array.Empty<byte>();
    }
}
