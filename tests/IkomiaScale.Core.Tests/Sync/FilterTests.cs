using IkomiaScale.Sync.Filters;

namespace IkomiaScale.Tests.Sync;

/// <summary>Patterns as .gitignore has them.</summary>
public sealed class FilterTests
{
    [Theory]
    // What the manual of git says of them.
    [InlineData("*.log", "a.log", true)]
    [InlineData("*.log", "d/e/a.log", true)]
    [InlineData("*.log", "a.log.txt", false)]
    [InlineData("*.log", "a.LOG", false)]
    [InlineData("/*.log", "a.log", true)]
    [InlineData("/*.log", "d/a.log", false)]
    [InlineData("doc/frotz/", "doc/frotz/x", true)]
    [InlineData("doc/frotz/", "a/doc/frotz/x", false)]
    [InlineData("doc/frotz/", "doc/frotz", false)]
    [InlineData("frotz/", "a/frotz/x/y", true)]
    [InlineData("frotz/", "frotz", false)]
    [InlineData("foo/*", "foo/test.json", true)]
    [InlineData("foo/*", "foo/bar/hello.c", true)]
    [InlineData("foo/*.c", "foo/bar/hello.c", false)]
    [InlineData("**/foo", "foo", true)]
    [InlineData("**/foo", "a/b/foo", true)]
    [InlineData("**/foo/bar", "a/foo/bar", true)]
    [InlineData("**/foo/bar", "a/foo/x/bar", false)]
    [InlineData("abc/**", "abc/x/y", true)]
    [InlineData("abc/**", "abc", false)]
    [InlineData("abc/**", "x/abc/y", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/xb", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a*c", "a/c", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[]-]x", "]x", true)]
    [InlineData("[[:digit:]]x", "7x", true)]
    [InlineData("[[:digit:]]x", "dx", false)]
    [InlineData("[a", "a", false)]
    [InlineData("[a-", "a", false)]
    [InlineData("\\[a\\]", "[a]", true)]
    [InlineData("\\!important", "!important", true)]
    [InlineData("\\#x", "#x", true)]
    [InlineData("a\\*", "a*", true)]
    [InlineData("a\\*", "ab", false)]
    [InlineData("a ", "a", true)]
    [InlineData("a\\ ", "a ", true)]
    [InlineData("build", "src/build/out.o", true)]
    [InlineData("*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]

    // The examples of rclone's page on filters, as far as both write them the same way.
    [InlineData("file.jpg", "file.jpg", true)]
    [InlineData("file.jpg", "directory/file.jpg", true)]
    [InlineData("file.jpg", "afile.jpg", false)]
    [InlineData("file.jpg", "directory/afile.jpg", false)]
    [InlineData("/file.jpg", "file.jpg", true)]
    [InlineData("/file.jpg", "afile.jpg", false)]
    [InlineData("/file.jpg", "directory/file.jpg", false)]
    [InlineData("*.jpg", "file.jpg", true)]
    [InlineData("*.jpg", "directory/file.jpg", true)]
    [InlineData("*.jpg", "file.jpg/anotherfile.png", true)]
    [InlineData("/dir1/*.png", "dir1/file.png", true)]
    [InlineData("/dir1/*.png", "dir1/sub/file.png", false)]
    [InlineData("/dir1/**/*.png", "dir1/sub/file.png", true)]
    [InlineData("/images/*/*.jpg", "images/a/b.jpg", true)]
    [InlineData("/images/*/*.jpg", "images/a/c/b.jpg", false)]
    [InlineData("potato-*.txt", "potato-1.txt", true)]
    [InlineData("h[ae]llo", "hello", true)]
    [InlineData("h[ae]llo", "hallo", true)]
    [InlineData("h[ae]llo", "hullo", false)]
    [InlineData("\\*.jpg", "*.jpg", true)]
    [InlineData("\\\\.jpg", "\\.jpg", true)]
    [InlineData("\\[one\\].jpg", "[one].jpg", true)]
    [InlineData("dir/", "dir/sub/x", true)]
    [InlineData("*/", "d/x", true)]
    [InlineData("*/", "x", false)]
    public void One_pattern(string pattern, string path, bool isLeftOut)
    {
        Assert.Equal(isLeftOut, new SyncFilter([], [pattern], []).LeavesOut(path));
        Assert.Equal(isLeftOut, new SyncFilter([], [], [pattern]).LeavesOut(path));
        Assert.Equal(!isLeftOut, new SyncFilter([pattern], [], []).LeavesOut(path));
    }

    [Theory]
    [InlineData("*.log !keep.log", "a.log", true)]
    [InlineData("*.log !keep.log", "d/keep.log", false)]
    [InlineData("!keep.log *.log", "keep.log", true)]
    [InlineData("/* !/foo /foo/* !/foo/bar", "x", true)]
    [InlineData("/* !/foo /foo/* !/foo/bar", "foo/bar/y", false)]
    [InlineData("/* !/foo /foo/* !/foo/bar", "foo/baz", true)]
    [InlineData("d/ !d/keep", "d/keep", true)]
    public void The_last_that_matches_decides_but_not_below_a_folder_that_is_out(string patterns, string path, bool isLeftOut)
    {
        Assert.Equal(isLeftOut, new SyncFilter([], patterns.Split(' '), []).LeavesOut(path));
        Assert.Equal(isLeftOut, new SyncFilter([], [], patterns.Split(' ')).LeavesOut(path));
    }

    [Fact]
    public void What_is_included_can_be_excluded_again()
    {
        var filter = new SyncFilter(["*.jpg", "docs/"], ["old/", "docs/*.tmp"], []);

        Assert.Equal(
            ["a.jpg", "b/c.jpg", "docs/x", "docs/deep/y"],
            new[] { "a.jpg", "b/c.jpg", "b/c.png", "docs/x", "docs/deep/y", "docs/z.tmp", "old/d.jpg", "b/old/e.jpg" }.Where(path => !filter.LeavesOut(path)));
    }

    [Fact]
    public void A_file_of_patterns_has_remarks_and_stays_where_it_is()
    {
        var filter = new SyncFilter([], [], ["# *.txt", "", "   ", "*.tmp\r"]);

        Assert.False(filter.LeavesOut("a.txt"));
        Assert.True(filter.LeavesOut("a.tmp"));
        Assert.True(filter.LeavesOut(".ikignore"));
        Assert.False(filter.LeavesOut("sub/.ikignore"));
    }

    [Fact]
    public void Case_counts_where_it_does_for_the_file_system()
    {
        Assert.True(new SyncFilter([], ["*.JPG"], [], ignoreCase: true).LeavesOut("a.jpg"));
        Assert.True(new SyncFilter([], ["[A-C]x"], [], ignoreCase: true).LeavesOut("bX"));
        Assert.False(new SyncFilter([], ["*.JPG"], []).LeavesOut("a.jpg"));
    }

    [Fact]
    public void Patterns_that_matched_nothing_are_known()
    {
        var filter = new SyncFilter(["*.jpg", "*.gif"], ["a*", "*.jgp"], ["*.tmp", "a.*"]);
        Array.ForEach(["a.jpg", "b.jpg", "c.png"], path => filter.LeavesOut(path));

        Assert.Equal(["-Include '*.gif'", "-Exclude '*.jgp'", "'*.tmp' of .ikignore"], filter.Unmatched);
    }
}
