using System.Globalization;

namespace IkomiaScale.Tests.Models;

/// <summary>Small helpers that people see the results of.</summary>
public sealed class ModelTests
{
    [Theory]
    [InlineData("photo.JPG", "image/jpeg")]
    [InlineData("dir/film.mp4", "video/mp4")]
    [InlineData("a.tar.gz", "application/gzip")]
    [InlineData("notes.txt", "text/plain")]
    [InlineData("data.json", "application/json")]
    [InlineData(".png", "image/png")]
    [InlineData("folder.zip/readme", null)]
    [InlineData("readme", null)]
    [InlineData("ends.", null)]
    [InlineData("a.unknown", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_name_tells_its_media_type(string? name, string? expected) => Assert.Equal(expected, MediaTypes.FromName(name));

    [Theory]
    [InlineData("image/jpeg", ".jpg")]
    [InlineData("IMAGE/JPEG; q=1", ".jpg")]
    [InlineData("text/plain; charset=utf-8", ".txt")]
    [InlineData("video/mp4", ".mp4")]
    [InlineData("application/octet-stream", ".bin")]
    [InlineData("application/zip", ".zip")]
    [InlineData("no/such", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_media_type_has_its_usual_extension(string? type, string? expected) => Assert.Equal(expected, MediaTypes.ExtensionFor(type));

    [Theory]
    [InlineData("text/plain", true)]
    [InlineData("Text/CSV; charset=utf-8", true)]
    [InlineData("application/json", true)]
    [InlineData("application/geo+json", true)]
    [InlineData("image/svg+xml", true)]
    [InlineData("application/yaml ; x=1", true)]
    [InlineData("application/octet-stream", false)]
    [InlineData("image/png", false)]
    [InlineData("textual/plain", false)]
    [InlineData(null, false)]
    public void Text_is_told_from_bytes(string? type, bool expected) => Assert.Equal(expected, MediaTypes.IsText(type));

    [Fact]
    public void Images_and_videos_are_told_apart()
    {
        Assert.True(MediaTypes.IsImage("Image/PNG"));
        Assert.True(MediaTypes.IsVideo("video/mp4"));
        Assert.False(MediaTypes.IsImage("video/mp4"));
        Assert.False(MediaTypes.IsVideo(null));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(0L, "0 B")]
    [InlineData(1023L, "1023 B")]
    [InlineData(1024L, "1.0 KB")]
    [InlineData(1536L, "1.5 KB")]
    [InlineData(1048524L, "1023.9 KB")]
    [InlineData(1048575L, "1.0 MB")]
    [InlineData(1048576L, "1.0 MB")]
    [InlineData(5L * 1024 * 1024 * 1024, "5.0 GB")]
    [InlineData(long.MaxValue, "8192.0 PB")]
    [InlineData(-1L, "-1 B")]
    public void A_size_has_its_unit(long? bytes, string expected) => In("en-US", () => Assert.Equal(expected, ByteSize.Format(bytes)));

    [Fact]
    public void A_size_is_written_as_the_user_writes_numbers() => In("fr-FR", () => Assert.Equal("1,5 MB", ByteSize.Format(1_572_864)));

    [Fact]
    public void A_presigned_url_is_its_text_and_keeps_its_signature()
    {
        var source = new IkStorageObject("u", "a/b");
        var url = new IkPresignedUrl(new Uri("https://h/p%2Fq?sig=a%2Bb%3D"), source, DateTimeOffset.UnixEpoch);

        Assert.Equal("https://h/p%2Fq?sig=a%2Bb%3D", url.ToString());
        Assert.Equal(("u", "a/b", DateTimeOffset.UnixEpoch), (url.Uid, url.Path, url.ExpiresAt));
    }

    private static void In(string culture, Action check)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            check();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
