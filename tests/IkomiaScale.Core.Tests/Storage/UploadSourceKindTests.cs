using System.IO.Compression;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>What each kind of source is called, what it holds, and whether it can be read again.</summary>
public sealed class UploadSourceKindTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bytes_and_text()
    {
        var bytes = UploadSource.FromBytes([1, 2, 3]);
        var text = UploadSource.FromText("é");

        Assert.Equal(("content", "application/octet-stream", 3L, false), (bytes.Name, bytes.DefaultContentType, bytes.Length, bytes.IsDirectoryArchive));
        Assert.Equal(("content", "text/plain", 2L), (text.Name, text.DefaultContentType, text.Length));
        Assert.Equal("é"u8.ToArray(), await ReadAsync(text));
        Assert.False(bytes.Open().CanWrite);
        Assert.False(text.Open().CanWrite);
        Assert.NotNull(await bytes.ComputeSha256Async(CancellationToken.None));
    }

    [Fact]
    public async Task A_file()
    {
        var source = UploadSource.FromFile(_folder.Write("a.png", "abc"));

        Assert.Equal(("a.png", "application/octet-stream", 3L, false), (source.Name, source.DefaultContentType, source.Length, source.IsDirectoryArchive));
        Assert.Equal("abc"u8.ToArray(), await ReadAsync(source));
    }

    [Fact]
    public async Task A_stream_from_where_it_stands_as_often_as_one_likes()
    {
        var stream = new MemoryStream([1, 2, 3]) { Position = 1 };
        var source = UploadSource.FromStream(stream);

        Assert.Equal(("content", 2L), (source.Name, source.Length));
        Assert.Equal([2, 3], await ReadAsync(source));
        Assert.True(source.IsRepeatable);
        Assert.Equal([2, 3], await ReadAsync(source));
        Assert.True(stream.CanRead);
        Assert.NotNull(await source.ComputeSha256Async(CancellationToken.None));
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_once()
    {
        var stream = new CountingStream(5, canSeek: false);
        var source = UploadSource.FromStream(stream);
        Assert.Equal(("content", null, true), (source.Name, source.Length, source.IsRepeatable));
        Assert.Null(await source.ComputeSha256Async(CancellationToken.None));
        Assert.True(source.IsRepeatable);

        Assert.Equal(5, (await ReadAsync(source)).Length);

        Assert.False(source.IsRepeatable);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task A_folder_as_a_zip_with_the_times_of_its_files()
    {
        Directory.CreateDirectory(_folder.File("in"));
        var times = new Dictionary<string, DateTime>
        {
            ["old"] = new(1979, 12, 31, 12, 0, 0), ["first"] = new(1980, 1, 2, 12, 0, 0), ["last"] = new(2107, 12, 30, 12, 0, 0), ["late"] = new(2108, 1, 2, 12, 0, 0),
        };
        foreach (var (name, time) in times)
        {
            File.SetLastWriteTime(_folder.Write($"in/{name}", name), time);
        }

        var source = UploadSource.FromFolder(_folder.File("in"));
        Assert.Equal(("in.zip", "application/zip", null, true, true), (source.Name, source.DefaultContentType, source.Length, source.IsDirectoryArchive, source.IsRepeatable));
        Assert.Null(await source.ComputeSha256Async(CancellationToken.None));
        Assert.Throws<NotSupportedException>(source.Open);

        using var zip = new ZipArchive(new MemoryStream(await ReadAsync(source)));
        Assert.Equal(times["first"], zip.GetEntry("first")!.LastWriteTime.DateTime);
        Assert.Equal(times["last"], zip.GetEntry("last")!.LastWriteTime.DateTime);

        // A zip cannot say these: it says the time of sending.
        Assert.All(["old", "late"], name => Assert.Equal(DateTime.Now.Year, zip.GetEntry(name)!.LastWriteTime.Year, tolerance: 1.0));
    }

    [Fact]
    public void What_is_left_out_is_told_with_why()
    {
        Assert.Equal("The linked folder 'x' is not followed. To send it, name it in a command of its own.", new LeftOut("x", LeftOutReason.LinkedFolder).ToString());
    }

    [Theory]
    [InlineData(null, "temporary object")]
    [InlineData("", "object in the project")]
    [InlineData("a/b", "object 'a/b'")]
    public void Messages_call_an_object_by_its_path(string? path, string expected) => Assert.Equal(expected, Subjects.Object(path));

    [Fact]
    public void Or_by_its_uid_or_content()
    {
        Assert.Equal("object with uid 'u'", Subjects.Uid("u"));
        Assert.Equal("object with sha256 'aa'", Subjects.Sha256("aa"));
    }

    private static async Task<byte[]> ReadAsync(UploadSource source)
    {
        using var sink = new MemoryStream();
        await source.WriteToAsync(sink, CancellationToken.None);
        return sink.ToArray();
    }
}
