namespace IkomiaScale.Models.Outputs;

/// <summary>Examines base64 text without decoding all of it.</summary>
internal static class Base64Text
{
    /// <summary>Returns the text after a <c>data:…;base64,</c> prefix, if there is one.</summary>
    public static string WithoutPrefix(string text)
    {
        if (!text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        return text.Substring(text.IndexOf(',') + 1);
    }

    /// <summary>Returns the decoded size in bytes; null if the text is not base64.</summary>
    public static long? DecodedSize(string base64)
    {
        long digits = 0;
        var padding = 0;
        foreach (var character in base64)
        {
            if (IsDigit(character) && padding == 0)
            {
                digits++;
            }
            else if (character == '=' && padding < 2)
            {
                padding++;
            }
            else if (character is not (' ' or '\t' or '\r' or '\n'))
            {
                return null;
            }
        }

        return (digits + padding) % 4 == 0 ? (digits * 3) / 4 : null;
    }

    /// <summary>Returns up to this number of decoded bytes from the start; fewer if white space is in between.</summary>
    public static byte[] Head(string base64, int count)
    {
        var digits = (count + 2) / 3 * 4;
        var head = base64.Length <= digits ? base64 : base64.Substring(0, digits);
        try
        {
            return Convert.FromBase64String(head);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static bool IsDigit(char character) =>
        character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/';
}
