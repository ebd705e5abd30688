namespace IkomiaScale.Tests.Support;

/// <summary>Object names that people and attackers come up with; the same ones each time.</summary>
internal sealed class NameGenerator(int seed)
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "0", "photo", "Photo", ".jpg", "-", "_", "~", ".", "..", "...", "/", "/", "/", "//", "\\", "..\\", "../", "/..", "C:", "\\\\server\\", "CON", "nul",
        "COM1", "LPT¹", " ", "  ", "+", "#", "%", "?", "&", "=", "(", ")", "[", "]", "{", "}", "'", "\"", ";", ":", ",", "!", "@", "$", "^", "*", "<", ">", "|", "`",
        "%2F", "%2f", "%2e%2e", "%00", "%25", "%C3%A9", "%zz", "&amp;", "\\u0041", "é", "e\u0301", "ß", "İ", "日本", "한글", "ไทย", "שלום", "مرحبا", "😀",
        "👩‍👩‍👧", "\U00020000", "\U0001fffe", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u200e", "\u202e", "\u2028", "\u2066", "\ue000", "\ufdd0", "\ufeff", "\ufffe", "\uffff", "\ufffd",
        "\0", "\n", "\u001b[31m", "\u007f", "\u0085", "\ud83d", "\ude00", "$(rm)", "; ls", "~root", "-rf", ".ik-x.partial", "Thumbs.db",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A name that an object can have.</summary>
    public string NextValid()
    {
        while (true)
        {
            var name = Next();
            try
            {
                return StoragePath.Normalize(name);
            }
            catch (ScaleException)
            {
                // Another one, then.
            }
        }
    }

    private string Next()
    {
        var name = string.Concat(Enumerable.Range(0, _random.Next(1, 9)).Select(_ => Pieces[_random.Next(Pieces.Length)]));
        return _random.Next(50) == 0 ? name + new string('x', 200) : name;
    }
}
