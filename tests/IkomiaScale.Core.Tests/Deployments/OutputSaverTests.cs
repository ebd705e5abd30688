using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Deployments.Support;
using Moq;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Deployments;

public sealed class OutputSaverTests : IDisposable
{
    private readonly Mock<IStorageClient> _storage = new(MockBehavior.Strict);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"ik-save-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_image_gets_the_extension_of_its_real_format()
    {
        var path = await SaveAsync(Read($$"""{ "image": "{{Documents.Png}}" }"""));

        Assert.Equal(Path.Combine(_folder, "r-1_2.png"), path);
        Assert.Equal(Convert.FromBase64String(Documents.Png), await File.ReadAllBytesAsync(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task The_rest_is_JSON_that_keeps_all()
    {
        var path = await SaveAsync(Read(Documents.Detections));

        Assert.EndsWith("r-1_2.json", path, StringComparison.Ordinal);
        Assert.True(JToken.DeepEquals(JToken.Parse(Documents.Detections), JToken.Parse(await File.ReadAllTextAsync(path))));
    }

    [Theory]
    [InlineData("video/mp4", "out/film.bin", "r-1_2.mp4")]
    [InlineData("application/octet-stream", "out/film.MP4", "r-1_2.MP4")]
    [InlineData("application/octet-stream", "out/film.", "r-1_2.bin")]
    [InlineData(null, "out/film.x", "r-1_2.x")]
    [InlineData(null, null, "r-1_2.bin")]
    public async Task A_stored_object_is_downloaded_as_it_is_now(string? contentType, string? objectPath, string expected)
    {
        var current = new IkStorageObject("0b4c-1", objectPath) { ContentType = contentType, Sha256 = "bb", Size = 3 };
        _storage.Setup(storage => storage.FindByUidAsync("0b4c-1", It.IsAny<CancellationToken>())).ReturnsAsync(current);
        _storage.Setup(storage => storage.DownloadFileAsync(
            current, Path.Combine(_folder, expected), WhenExists.Fail, null, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        Assert.Equal(Path.Combine(_folder, expected), await SaveAsync(Read(Documents.Stored)));
        _storage.VerifyAll();
    }

    [Fact]
    public async Task A_stored_object_that_is_gone_is_told()
    {
        _storage.Setup(storage => storage.FindByUidAsync("0b4c-1", It.IsAny<CancellationToken>())).ReturnsAsync((IkStorageObject?)null);

        var error = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(Read(Documents.Stored)));

        Assert.Equal(ScaleErrorId.ObjectNotFound, error.ErrorId);
    }

    [Fact]
    public async Task A_file_that_is_there_stays_unless_forced()
    {
        var path = await SaveAsync(Read("""{ "A": 1 }"""));

        var error = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(Read("""{ "A": 2 }""")));
        Assert.Equal(ScaleErrorId.FileExists, error.ErrorId);
        Assert.Equal("""{"A":1}""", await File.ReadAllTextAsync(path));
        await SaveAsync(Read("""{ "A": 2 }"""), overwrite: true);
        Assert.Equal("""{"A":2}""", await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData("../../x", ".._.._x_2.json")]
    [InlineData("a\\b:c", "a_b_c_2.json")]
    [InlineData("azAZ09-.", "azAZ09-._2.json")]
    [InlineData("`{@[/:", "_______2.json")]
    public async Task The_uuid_leads_nowhere_else(string uuid, string expected)
    {
        var output = OutputReader.Read(uuid, 2, JsonText.Parse("""{ "A": 1 }"""));

        Assert.Equal(Path.Combine(_folder, expected), await SaveAsync(output));
    }

    [Fact]
    public async Task An_archive_of_a_directory_is_a_zip()
    {
        var current = new IkStorageObject("0b4c-1", "out/dir") { IsDirectoryArchive = true };
        _storage.Setup(storage => storage.FindByUidAsync("0b4c-1", It.IsAny<CancellationToken>())).ReturnsAsync(current);
        _storage.Setup(storage => storage.DownloadFileAsync(
            current, Path.Combine(_folder, "r-1_2.zip"), WhenExists.Overwrite, null, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        Assert.Equal(Path.Combine(_folder, "r-1_2.zip"), await SaveAsync(Read(Documents.Stored), overwrite: true));
        _storage.VerifyAll();
    }

    [Fact]
    public async Task A_stored_object_without_a_uid_is_told_with_its_run()
    {
        var error = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(Read("""{ "storage_object": {} }""")));

        Assert.Equal((ScaleErrorId.ObjectNotFound, "r-1"), (error.ErrorId, error.Target));
        Assert.Contains("did not return its uid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_object_whose_file_is_there_is_not_downloaded()
    {
        _storage.Setup(storage => storage.FindByUidAsync("0b4c-1", It.IsAny<CancellationToken>()))
            .ReturnsAsync(new IkStorageObject("0b4c-1", "x.mp4") { ContentType = "video/mp4" });
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, "r-1_2.mp4");
        File.WriteAllText(path, "mine");

        var error = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(Read(Documents.Stored)));

        Assert.Equal((ScaleErrorId.FileExists, path), (error.ErrorId, error.Target));
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public async Task What_was_saved_is_found_by_its_run_and_number()
    {
        var output = Read("""{ "A": 1 }""");
        Assert.Null(OutputSaver.FindSaved(output, _folder));
        Directory.CreateDirectory(_folder);
        Assert.Null(OutputSaver.FindSaved(output, _folder));

        var path = await SaveAsync(output);

        Assert.Equal(path, OutputSaver.FindSaved(output, _folder));
        Assert.Null(OutputSaver.FindSaved(OutputReader.Read("r-1", 3, JsonText.Parse("1")), _folder));
    }

    [Fact]
    public void The_JSON_has_no_byte_order_mark() => Assert.Equal((byte)'{', OutputSaver.InlineContent(Read("""{ "A": 1 }"""))[0]);

    [Fact]
    public void An_image_of_unknown_format_is_bin() =>
        Assert.Equal("r-1_2.bin", OutputSaver.InlineName(Read("""{ "image": "aGVsbG8=" }""")));

    private Task<string> SaveAsync(IkOutput output, bool overwrite = false) => new OutputSaver(_storage.Object).SaveAsync(output, _folder, overwrite);

    private static IkOutput Read(string json) => OutputReader.Read("r-1", 2, JsonText.Parse(json));
}
