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
    public async Task The_uuid_leads_nowhere_else(string uuid, string expected)
    {
        var output = OutputReader.Read(uuid, 2, JsonText.Parse("""{ "A": 1 }"""));

        Assert.Equal(Path.Combine(_folder, expected), await SaveAsync(output));
    }

    private Task<string> SaveAsync(IkOutput output, bool overwrite = false) => new OutputSaver(_storage.Object).SaveAsync(output, _folder, overwrite);

    private static IkOutput Read(string json) => OutputReader.Read("r-1", 2, JsonText.Parse(json));
}
