using System.Globalization;
using System.Text;

namespace IkomiaScale.Emulator.Http;

/// <summary>
/// Decodes one path segment. Every escape must be valid, and the bytes must be valid UTF-8: a lenient decoder would let two
/// different encodings name the same object.
/// </summary>
internal static class PercentDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryDecode(string segment, out string decoded)
    {
        decoded = segment;
        if (!segment.Contains('%') && Ascii.IsValid(segment))
        {
            return true;
        }

        var bytes = new List<byte>(segment.Length);
        for (var index = 0; index < segment.Length; index++)
        {
            var character = segment[index];
            if (character > 0x7f)
            {
                return false;
            }

            if (character != '%')
            {
                bytes.Add((byte)character);
                continue;
            }

            if (index + 2 >= segment.Length
                || !byte.TryParse(segment.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            bytes.Add(value);
            index += 2;
        }

        try
        {
            decoded = StrictUtf8.GetString(bytes.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
