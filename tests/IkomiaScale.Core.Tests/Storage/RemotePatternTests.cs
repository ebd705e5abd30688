using System.Diagnostics;
using IkomiaScale.Storage;

namespace IkomiaScale.Tests.Storage;

/// <summary>Which paths a pattern names, and which patterns name everything.</summary>
public sealed class RemotePatternTests
{
    [Theory]
    [InlineData("*.png", "a.png", true)]
    [InlineData("*.png", "A.PNG", false)]
    [InlineData("*.png", "dir/a.png", false)]
    [InlineData("?.png", "a.png", true)]
    [InlineData("?.png", "ab.png", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("*ab", "aab", true)]
    [InlineData("dir/*", "dir/a", true)]
    [InlineData("dir/*", "dir2/a", false)]
    [InlineData("dir/*", "dir", false)]
    [InlineData("dir/*/c", "dir/b/c", true)]
    [InlineData("dir/*/c", "dir/b/b/c", false)]
    [InlineData("dir/**/c", "dir/c", true)]
    [InlineData("dir/**/c", "dir/b/b/c", true)]
    [InlineData("dir/**/c", "dir/b/c/d", false)]
    [InlineData("**/c", "c", true)]
    [InlineData("**/c", "a/b/c", true)]
    [InlineData("**/a/**/b", "x/a/y/b/a/z/b", true)]
    [InlineData("**/a/**/b", "x/b/y/a", false)]
    [InlineData("dir/**", "dir/a/b", true)]
    [InlineData("dir/**", "dir", false)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("[abc]", "b", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[]]", "]", true)]
    [InlineData("[!a]", "b", false)]
    [InlineData("[!a]", "!", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[a`-c]", "b", false)]
    [InlineData("[a`-c]", "-", true)]
    [InlineData("a`[1`]*", "a[1].png", true)]
    [InlineData("a`*b?", "a*bc", true)]
    [InlineData("a`*b?", "axbc", false)]
    [InlineData("/lead*", "leading", true)]
    [InlineData("ü*", "über", true)]
    public void A_path_matches_or_not(string pattern, string path, bool expected) =>
        Assert.Equal(expected, RemotePattern.Parse(pattern).IsMatch(path, below: false));

    [Theory]
    [InlineData("a*", "abc/x/y", true)]
    [InlineData("a*", "b/abc", false)]
    [InlineData("**/b", "a/b/c/d", true)]
    [InlineData("*/b", "a/b/c", true)]
    [InlineData("*/b", "a/c/b", false)]
    public void A_directory_that_matches_stands_for_what_is_below(string pattern, string path, bool expected) =>
        Assert.Equal(expected, RemotePattern.Parse(pattern).IsMatch(path, below: true));

    [Theory]
    [InlineData("*")]
    [InlineData("?*")]
    [InlineData("*?")]
    [InlineData("***")]
    [InlineData("**")]
    [InlineData("**/*")]
    [InlineData("**/?*")]
    [InlineData("**/**/*")]
    [InlineData("/*")]
    [InlineData("*/")]
    [InlineData("[!~]*")]
    [InlineData("[^x]*")]
    [InlineData("[!-~]*")]
    [InlineData("*[ -~]")]
    public void What_names_everything_is_known(string pattern) => Assert.True(RemotePattern.Parse(pattern).MatchesEverything);

    [Theory]
    [InlineData("a*")]
    [InlineData("*.png")]
    [InlineData("?")]
    [InlineData("[a-z]*")]
    [InlineData("dir/*")]
    [InlineData("dir/**")]
    [InlineData("*/x")]
    [InlineData("**/x")]
    [InlineData("`**")]
    [InlineData("`*`?*")]
    public void What_names_something_is_not_everything(string pattern) => Assert.False(RemotePattern.Parse(pattern).MatchesEverything);

    [Theory]
    [InlineData("a[1")]
    [InlineData("[z-a]")]
    [InlineData("[]")]
    public void A_pattern_that_cannot_be_read_is_refused(string pattern) =>
        Assert.Equal(ScaleErrorId.InvalidPath, Assert.Throws<ScaleException>(() => RemotePattern.Parse(pattern)).ErrorId);

    [Theory]
    [InlineData("a[1].png")]
    [InlineData("`")]
    [InlineData("a`*?[]b``")]
    [InlineData("plain")]
    public void An_escaped_name_stands_for_itself(string name)
    {
        var text = RemotePattern.Escape(name);

        Assert.False(RemotePattern.HasWildcards(text));
        Assert.Equal(name, RemotePattern.Unescape(text));
        Assert.True(RemotePattern.Parse(text + "*").IsMatch(name, below: false));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void Many_double_stars_take_no_more_time_than_the_path_is_long(int stars)
    {
        var pattern = RemotePattern.Parse(string.Concat(Enumerable.Repeat("**/a*a*a*b/", stars)) + "z");
        var path = string.Join('/', Enumerable.Repeat(new string('a', 40), 500)) + "/x";
        var clock = Stopwatch.StartNew();

        Assert.False(pattern.IsMatch(path, below: false));

        // Trying every combination took 7 s for three, and would take years for these; this takes milliseconds, or a little more on a busy machine.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }
}
