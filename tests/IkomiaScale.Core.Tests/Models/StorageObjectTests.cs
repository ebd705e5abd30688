using System.Globalization;
using IkomiaScale.Json;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Models;

/// <summary>What is made of the objects that the service describes.</summary>
public sealed class StorageObjectTests
{
    [Fact]
    public void An_object_is_read_as_it_is_described()
    {
        var item = Read("""
            {"uid":"u1","path":"dir/sub/a.mp4","size":12,"content_type":"video/mp4","sha256":"@",
             "created_at":"2026-02-03T04:05:06.789012Z","is_directory_archive":true,"download_url":"https://h/c?x=%2F","new_field":{"a":[1]}}
            """.Replace("@", new string('A', 64), StringComparison.Ordinal));

        Assert.Equal(("u1", "dir/sub/a.mp4", "a.mp4", "dir/sub"), (item.Uid, item.Path, item.Name, item.Directory));
        Assert.Equal("a.mp4", item.RelativePath);
        Assert.Equal((12L, "video/mp4", new string('a', 64)), (item.Size, item.ContentType, item.Sha256));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), item.CreatedAt!.Value.AddTicks(-item.CreatedAt.Value.Ticks % TimeSpan.TicksPerSecond));
        Assert.True(item.IsDirectoryArchive);
        Assert.False(item.IsTemporary);
        Assert.Equal(("https://h/c", "https://h/c?x=%2F"), (item.DownloadUrl, item.ContentUrl));
        Assert.Equal("dir/sub/a.mp4", item.ToString());
    }

    [Theory]
    [InlineData("""{"uid":"u1"}""")]
    [InlineData("""{"uid":"u1","path":null,"size":null,"content_type":null,"sha256":null,"created_at":null,"is_directory_archive":null}""")]
    [InlineData("""{"uid":"u1","path":"","size":"many","content_type":7,"sha256":{},"created_at":"yesterday","is_directory_archive":"true","download_url":[]}""")]
    public void Only_the_uid_is_needed(string json)
    {
        var item = Read(json);

        Assert.True(item.IsTemporary);
        Assert.Equal("u1", item.ToString());
        Assert.Equal("(temporary)", item.FormatPath());
        Assert.Equal((null, null, null, null), (item.Path, item.Name, item.Directory, item.RelativePath));
        Assert.Equal((null, null, null, null), (item.Size, item.ContentType, item.Sha256, item.DownloadUrl));
        Assert.Null(item.CreatedAt);
        Assert.False(item.IsDirectoryArchive);
        Assert.Equal(("", "", "u1"), (item.FormatSize(), item.FormatCreatedAt(), item.FormatUid()));
    }

    [Theory]
    [InlineData("12.0", 12L)]
    [InlineData("\"34\"", 34L)]
    [InlineData("5000000000", 5_000_000_000L)]
    [InlineData("-1", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("1e300", null)]
    [InlineData("1000000000000000000000000000000", null)]
    public void A_size_that_cannot_be_is_none(string json, long? expected) => Assert.Equal(expected, Read($$"""{"uid":"u","size":{{json}}}""").Size);

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"uid":null}""")]
    [InlineData("""{"uid":""}""")]
    [InlineData("""{"path":"a"}""")]
    public void Something_else_is_told_with_the_setting_to_check(string json)
    {
        var error = Assert.Throws<ScaleException>(() => Read(json));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("-StorageUrl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_in_a_listed_directory_is_kept()
    {
        var json = JsonText.Parse("""{"uid":"u","path":"/dir/sub/a"}""");

        Assert.Equal("dir/sub/a", IkStorageObject.FromJson(json).Path);
        Assert.Equal("sub/a", IkStorageObject.FromJson(json, "dir").RelativePath);
        Assert.Equal("dir/sub/a", IkStorageObject.FromJson(json, "").RelativePath);
        var moved = IkStorageObject.FromJson(StoredObjects.Json("x/y")).WithRelativePath("other/y");
        Assert.Equal(("other/y", "x/y", StoredObjects.Uid, 7L), (moved.RelativePath, moved.Path, moved.Uid, moved.Size));
    }

    [Fact]
    public void Names_cannot_paint_the_terminal()
    {
        var item = Read("""{"uid":"\u001b[31m\u202e","path":"a\u001b[2J/\u0007b"}""");

        Assert.Equal(@"a\u001b[2J/\u0007b", item.FormatPath());
        Assert.DoesNotContain(item.FormatUid(), char.IsControl);
    }

    [Theory]
    [InlineData("aa", 5L, "AA", 5L, true)]
    [InlineData("aa", null, "aa", 5L, true)]
    [InlineData("aa", 5L, "aa", null, true)]
    [InlineData("aa", 5L, "aa", 6L, false)]
    [InlineData("aa", 5L, "bb", 5L, false)]
    [InlineData("aa", 5L, null, 5L, false)]
    [InlineData(null, 5L, null, 5L, false)]
    public void Contents_are_the_same_only_when_that_is_sure(string? sha256, long? size, string? otherSha256, long? otherSize, bool expected)
    {
        var one = new IkStorageObject("u", "p") { Sha256 = sha256, Size = size };

        Assert.Equal(expected, one.HasSameContent(new IkStorageObject("v", "q") { Sha256 = otherSha256, Size = otherSize }));
    }

    [Fact]
    public void Times_do_not_depend_on_the_users_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("th-TH");
        try
        {
            var item = Read("""{"uid":"u","created_at":"2026-02-03T04:05:06+02:00"}""");
            Assert.Equal(new DateTimeOffset(2026, 2, 3, 2, 5, 6, TimeSpan.Zero), item.CreatedAt);
            Assert.StartsWith("2026-02-0", item.FormatCreatedAt(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IkStorageObject Read(string json) => IkStorageObject.FromJson(JsonText.Parse(json));
}
