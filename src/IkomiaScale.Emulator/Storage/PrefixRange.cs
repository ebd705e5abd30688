using System.Text;

namespace IkomiaScale.Emulator.Storage;

/// <summary>The range of texts that begin with a prefix, in the order of their UTF-8 bytes.</summary>
internal static class PrefixRange
{
    /// <summary>
    /// Gives the first text behind all that begin with the prefix. Where there is none (no prefix, or the last code point
    /// repeated) an empty byte array does it: SQLite sorts every byte array behind every text.
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
                // Between U+D7FF and U+E000 lie the surrogates, which are no characters.
                runes.Add(new Rune(last == 0xD7FF ? 0xE000 : last + 1));
                return string.Concat(runes);
            }
        }

        return Array.Empty<byte>();
    }
}
