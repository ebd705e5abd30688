using System.Text;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class PrefixRangeTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("dir/", "dir0")]
    [InlineData("é", "ê")]
    [InlineData("a\ud7ff", "a\ue000")]
    [InlineData("a\uffff", "a\U00010000")]
    [InlineData("a\U0010ffff", "b")]
    public void The_end_comes_right_behind_all_that_begins_with_the_prefix(string prefix, string expected)
    {
        Assert.Equal(expected, PrefixRange.End(prefix));
        Assert.True(Compare(prefix + "\U0010ffff\U0010ffff", expected) < 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\U0010ffff\U0010ffff")]
    public void Where_there_is_no_end_every_text_comes_before_it(string prefix) => Assert.Equal(Array.Empty<byte>(), PrefixRange.End(prefix));

    private static int Compare(string one, string other) =>
        Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));
}
