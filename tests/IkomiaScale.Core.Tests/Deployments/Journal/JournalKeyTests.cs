using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>A key is 64 hexadecimal digits, and two that differ in one are two.</summary>
public sealed class JournalKeyTests
{
    private const string Text = "0123456789abcdef" + "1123456789abcdef" + "2123456789abcdef" + "3123456789abcdef";

    [Fact]
    public void It_comes_back_as_it_was()
    {
        Assert.True(JournalKey.TryParse(Text, out var key));
        Assert.Equal(Text, key.ToString());
        Assert.Equal(0x0123456789abcdefUL, key.Leading);
    }

    [Fact]
    public void Keys_that_differ_in_one_digit_are_two()
    {
        JournalKey.TryParse(Text, out var key);
        for (var digit = 0; digit < Text.Length; digit++)
        {
            Assert.True(JournalKey.TryParse(Text.Remove(digit, 1).Insert(digit, Text[digit] == 'f' ? "0" : "f"), out var other));
            Assert.False(key.Equals(other));
            Assert.False(key.Equals((object)other));
        }

        JournalKey.TryParse(Text, out var same);
        Assert.True(key.Equals((object)same));
        Assert.Equal(key.GetHashCode(), same.GetHashCode());
        Assert.False(key.Equals((object)Text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef1123456789abcdef2123456789abcdef3123456789abcde")]
    [InlineData("0123456789abcdef1123456789abcdef2123456789abcdef3123456789abcdef0")]
    [InlineData("0123456789ABCDEF1123456789abcdef2123456789abcdef3123456789abcdef")]
    [InlineData("0123456789abcdeg1123456789abcdef2123456789abcdef3123456789abcdef")]
    [InlineData("/123456789abcdef1123456789abcdef2123456789abcdef3123456789abcdef")]
    [InlineData(":123456789abcdef1123456789abcdef2123456789abcdef3123456789abcdef")]
    [InlineData("`123456789abcdef1123456789abcdef2123456789abcdef3123456789abcdef")]
    public void What_is_no_key_is_not_taken_for_one(string? text) => Assert.False(JournalKey.TryParse(text, out _));
}
