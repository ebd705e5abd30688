using IkomiaScale.Errors;

namespace IkomiaScale.Tests.Errors;

/// <summary>Foreign text can neither paint the terminal nor pretend to be another.</summary>
public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain text.txt", "plain text.txt")]
    [InlineData("é 日本 שלום 😀 👩‍👩‍👧", "é 日本 שלום 😀 👩‍👩‍👧")]
    [InlineData("a\u001b[31mb", @"a\u001b[31mb")]
    [InlineData("a\r\n\t\0b", @"a\u000d\u000a\u0009\u0000b")]
    [InlineData("\u009b1m\u007f\u0085", @"\u009b1m\u007f\u0085")]
    [InlineData("photo\u202egnp.exe", @"photo\u202egnp.exe")]
    [InlineData("a\u2066b\u200e\u200b\ufeff\u00ad", @"a\u2066b\u200e\u200b\ufeff\u00ad")]
    [InlineData("line\u2028par\u2029", @"line\u2028par\u2029")]
    [InlineData("\\u001b", "\\u001b")]
    public void What_is_not_seen_is_shown_as_an_escape(string text, string expected) => Assert.Equal(expected, Printable.Escape(text));

    [Fact]
    public void Half_characters_are_escaped() => Assert.Equal(@"a\ud83db\ude00", Printable.Escape("a\ud83db\ude00"));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("  first\r\nsecond\t\tthird \n", 100, "first second third")]
    [InlineData("0123456789", 10, "0123456789")]
    [InlineData("0123456789a", 10, "0123456789…")]
    [InlineData("012345678😀", 10, "012345678…")]
    [InlineData("\n\n", 10, "")]
    public void One_line_is_one_line(string text, int limit, string expected) => Assert.Equal(expected, Printable.OneLine(text, limit));
}
