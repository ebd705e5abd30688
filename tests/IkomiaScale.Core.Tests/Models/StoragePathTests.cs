namespace IkomiaScale.Tests.Models;

/// <summary>Remote paths: what they may be, and how they lie in each other.</summary>
public sealed class StoragePathTests
{
    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("/a/b.txt", "a/b.txt")]
    [InlineData("a/b c/+#%?&()[]';~!@$=,^{}|\\\"<>*.txt", "a/b c/+#%?&()[]';~!@$=,^{}|\\\"<>*.txt")]
    [InlineData("%2F/%2e%2e/%00", "%2F/%2e%2e/%00")]
    [InlineData("...", "...")]
    [InlineData("a/..b/.c./d..", "a/..b/.c./d..")]
    [InlineData(" ", " ")]
    [InlineData("é/日本/שלום/😀", "é/日本/שלום/😀")]
    [InlineData("e\u0301", "e\u0301")]
    public void Names_stay_as_they_are(string path, string expected) => Assert.Equal(expected, StoragePath.Normalize(path));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/", "empty")]
    [InlineData("//a", "double or final slash")]
    [InlineData("a//b", "double or final slash")]
    [InlineData("a/", "double or final slash")]
    [InlineData(".", "'.' or '..'")]
    [InlineData("..", "'.' or '..'")]
    [InlineData("a/../b", "'.' or '..'")]
    [InlineData("a/./b", "'.' or '..'")]
    [InlineData("a/..", "'.' or '..'")]
    [InlineData("a\nb", "control character")]
    [InlineData("a\0", "control character")]
    [InlineData("\u007f", "control character")]
    [InlineData("a\u0085b", "control character")]
    public void What_names_no_object_is_refused(string path, string reason)
    {
        var error = Assert.Throws<ScaleException>(() => StoragePath.Normalize(path));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Target);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        foreach (var path in new[] { "a\ud800", "\udc00b", "a\ude00\ud83d" })
        {
            Assert.Contains("valid Unicode", Assert.Throws<ScaleException>(() => StoragePath.Normalize(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_too_long_for_any_url_is_refused()
    {
        var error = Assert.Throws<ScaleException>(() => StoragePath.Normalize(new string('a', 70_000)));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("too long", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 600);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("dir", "dir")]
    [InlineData("dir/", "dir")]
    [InlineData("/dir/sub/", "dir/sub")]
    public void A_directory_may_end_in_a_slash(string directory, string expected) => Assert.Equal(expected, StoragePath.NormalizeDirectory(directory));

    [Theory]
    [InlineData("//")]
    [InlineData("dir//")]
    [InlineData("dir/../")]
    [InlineData("..")]
    public void But_not_in_two(string directory) =>
        Assert.Equal(ScaleErrorId.InvalidPath, Assert.Throws<ScaleException>(() => StoragePath.NormalizeDirectory(directory)).ErrorId);

    [Theory]
    [InlineData("logs", "logs", true)]
    [InlineData("logs", "logs/a", true)]
    [InlineData("logs/", "logs/a/b", true)]
    [InlineData("logs", "logs/", true)]
    [InlineData("logs", "logs_backup/x", false)]
    [InlineData("logs", "logs.json", false)]
    [InlineData("logs", "log", false)]
    [InlineData("logs", "LOGS/a", false)]
    [InlineData("logs", "old/logs/a", false)]
    [InlineData("a/b", "a/bc", false)]
    [InlineData("a/b", "a/b/c", true)]
    [InlineData("", "anything", true)]
    [InlineData("/", "anything", true)]
    public void A_directory_holds_what_is_below_it(string directory, string path, bool expected) =>
        Assert.Equal(expected, StoragePath.IsInside(directory, path));

    [Theory]
    [InlineData("dir", "dir/a/b", "a/b")]
    [InlineData("dir/", "dir/a", "a")]
    [InlineData("", "dir/a", "dir/a")]
    [InlineData("dir", "dir", "dir")]
    [InlineData("a/dir", "a/dir", "dir")]
    [InlineData("dir", "dir2/a", "a")]
    public void A_tree_is_kept_by_the_path_below_the_directory(string directory, string path, string expected) =>
        Assert.Equal(expected, StoragePath.RelativeTo(directory, path));

    [Theory]
    [InlineData("a/b/c.txt", "c.txt", "a/b")]
    [InlineData("c.txt", "c.txt", "")]
    [InlineData("a/", "", "a")]
    public void A_path_has_a_name_and_a_directory(string path, string name, string directory)
    {
        Assert.Equal(name, StoragePath.NameOf(path));
        Assert.Equal(directory, StoragePath.DirectoryOf(path));
    }

    [Theory]
    [InlineData("", "a/b", "a/b")]
    [InlineData("/", "a", "a")]
    [InlineData("dir", "a/b", "dir/a/b")]
    [InlineData("dir/", "a", "dir/a")]
    public void Joined_paths_have_one_slash_between(string directory, string relative, string expected) =>
        Assert.Equal(expected, StoragePath.Join(directory, relative));

    [Theory]
    [InlineData("a b/+#%?&=.txt", "a%20b/%2B%23%25%3F%26%3D.txt")]
    [InlineData("%2F/~-_.", "%252F/~-_.")]
    [InlineData("é/😀", "%C3%A9/%F0%9F%98%80")]
    [InlineData("a:b@c,d;e", "a%3Ab%40c%2Cd%3Be")]
    [InlineData("dir/", "dir/")]
    public void Each_segment_is_encoded_on_its_own(string path, string expected) => Assert.Equal(expected, StoragePath.Encode(path));
}
