using IkomiaScale.Storage;

namespace IkomiaScale.Tests.Storage;

/// <summary>Directories, with the number and the bytes of what is below them.</summary>
public sealed class DirectoryTallyTests
{
    private static readonly (string? Path, long? Size)[] Objects =
    [
        ("a.txt", 1), ("logs/x", 2), ("logs/2026/y", 4), ("logs/2026/z", null), ("videos/1.mp4", 8), ("/odd", 16), (null, 32),
    ];

    [Theory]
    [InlineData("", "logs 3 6, videos 1 8")]
    [InlineData("/", "logs 3 6, videos 1 8")]
    [InlineData("logs", "logs/2026 2 4")]
    [InlineData("logs/", "logs/2026 2 4")]
    [InlineData("logs/2026", "")]
    public void Of_one_level(string directory, string expected) => Assert.Equal(expected, Count(DirectoryTally.In(directory), directory));

    [Theory]
    [InlineData("*", "logs 3 6, videos 1 8")]
    [InlineData("logs/*", "logs/2026 2 4")]
    [InlineData("**", "logs 3 6, logs/2026 2 4, videos 1 8")]
    [InlineData("l*", "logs 3 6")]
    public void Of_a_pattern(string pattern, string expected) => Assert.Equal(expected, Count(DirectoryTally.Matching(RemotePattern.Parse(pattern)), RemotePattern.Parse(pattern).Directory));

    [Fact]
    public void A_path_that_ends_with_the_directory_has_nothing_below_it()
    {
        var tally = DirectoryTally.In("logs");
        tally.Add(new IkStorageObject("u", "logs"));
        tally.Add(new IkStorageObject("u", "logs/"));

        Assert.Empty(tally.Directories);
    }

    // The listing gives only what is in its directory.
    private static string Count(DirectoryTally tally, string listed)
    {
        foreach (var (path, size) in Objects.Where(item => item.Path?.StartsWith(listed.Trim('/'), StringComparison.Ordinal) != false))
        {
            tally.Add(new IkStorageObject("u", path) { Size = size });
        }

        return string.Join(", ", tally.Directories.Select(directory => $"{directory.Path} {directory.Count} {directory.Size}"));
    }
}
