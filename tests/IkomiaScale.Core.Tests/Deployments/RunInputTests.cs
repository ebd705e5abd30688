using System.Text;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Deployments.Support;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Moq;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Deployments;

public sealed class RunInputTests : IDisposable
{
    private readonly Mock<IStorageClient> _storage = new(MockBehavior.Strict);
    private readonly List<UploadRequest> _uploads = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("ik-input-").FullName;

    public RunInputTests()
    {
        _storage.Setup(storage => storage.UploadAsync(It.IsAny<UploadRequest>(), It.IsAny<CancellationToken>()))
            .Callback<UploadRequest, CancellationToken>((request, _) => _uploads.Add(request))
            .ReturnsAsync(new IkStorageObject("tmp-1", null));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Why_a_content_goes_through_the_storage_is_told()
    {
        var heard = await Overheard.WhileAsync(async () =>
        {
            await JsonOfAsync(RunInput.FromFile(Write("a.png", [1, 2, 3, 4])), new RunRequest { InlineLimit = 3 });
            await JsonOfAsync(RunInput.FromFile(Write("a.png", [1, 2, 3, 4])), new RunRequest { InlineLimit = 4 });
            await JsonOfAsync(RunInput.FromFile(Write("b.png", [1])), new RunRequest { SaveTemporary = true });
            await JsonOfAsync(RunInput.FromFile(Write("c.mp4", [1])));
        });

        Assert.Equal(
            [
                "'a.png' is sent as a temporary object: its size of 4 B is above the limit of 3 B for a request.",
                "'b.png' is sent as a temporary object: -SaveTemporary is set.",
                "'c.mp4' is sent as a temporary object: only images can be a part of a request.",
            ],
            heard);
    }

    [Fact]
    public async Task A_small_image_goes_along() =>
        Assert.Equal("""{"image":"AQIDBA=="}""", await JsonOfAsync(RunInput.FromFile(Write("a.png", [1, 2, 3, 4]))));

    [Fact]
    public async Task A_large_image_goes_through_the_storage()
    {
        var json = await JsonOfAsync(RunInput.FromFile(Write("a.png", [1, 2, 3, 4])), new RunRequest { InlineLimit = 3 });

        Assert.Equal("""{"storage_object":{"url":"https://scalefs.ikomia.ai/v1/objects/?uid=tmp-1","data_type":"image"}}""", json);
        AssertTemporary("image/png");
    }

    [Fact]
    public async Task An_image_goes_through_the_storage_when_that_is_wanted()
    {
        var progress = new RunProgress("a");

        await JsonOfAsync(RunInput.FromFile(Write("a.jpeg", [1])), new RunRequest { SaveTemporary = true }, progress);

        AssertTemporary("image/jpeg");
        Assert.Equal(("a.jpeg", 1L), (progress.Upload!.Name, progress.Upload.Total));
    }

    [Theory]
    [InlineData("a.mp4", null, "video/mp4")]
    [InlineData("a.dat", "VIDEO", null)]
    public async Task A_video_always_goes_through_the_storage(string name, string? dataType, string? contentType)
    {
        var json = await JsonOfAsync(RunInput.FromFile(Write(name, [1]), dataType));

        Assert.Equal("""{"storage_object":{"url":"https://scalefs.ikomia.ai/v1/objects/?uid=tmp-1","data_type":"video"}}""", json);
        AssertTemporary(contentType);
    }

    [Theory]
    [InlineData("""{ "a": 1.0 }""", """{"DATA_DICT":{"a":1.0}}""")]
    [InlineData("[1]", """{"DATA_DICT":[1]}""")]
    [InlineData("""{ "data_dict": { "a": 1 } }""", """{"data_dict":{"a":1}}""")]
    public async Task A_JSON_file_goes_under_its_type(string content, string expected) =>
        Assert.Equal(expected, await JsonOfAsync(RunInput.FromFile(Write("a.json", Encoding.UTF8.GetBytes(content)), "DATA_DICT")));

    [Fact]
    public async Task A_file_that_is_not_JSON_cannot_go_as_data()
    {
        var error = await FailureOfAsync(RunInput.FromFile(Write("a.json", [1, 2]), "DATA_DICT"));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Contains("a.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json")]
    [InlineData("a")]
    public async Task Other_files_need_a_type(string name)
    {
        var error = await FailureOfAsync(RunInput.FromFile(Write(name, [1])));

        Assert.Equal(ScaleErrorId.CannotInferDataType, error.ErrorId);
        Assert.Contains("-DataType", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_are_told()
    {
        Assert.Equal(ScaleErrorId.ObjectNotFound, (await FailureOfAsync(RunInput.FromFile(Path.Combine(_folder, "none.png")))).ErrorId);
        Assert.Equal(ScaleErrorId.InvalidPath, (await FailureOfAsync(RunInput.FromFile(_folder))).ErrorId);
        Assert.Equal(ScaleErrorId.InvalidInput, (await FailureOfAsync(RunInput.FromFile(Write("empty.png", [])))).ErrorId);
    }

    [Fact]
    public async Task A_file_that_shrinks_while_it_is_sent_is_told()
    {
        var path = Write("a.png", new byte[10]);
        var part = await PrepareAsync(RunInput.FromFile(path), new RunRequest(), null);
        Write("a.png", new byte[4]);

        var error = await Assert.ThrowsAsync<ScaleException>(() => TextOfAsync(part));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
    }

    [Theory]
    [InlineData("image/png", "x", null, "image")]
    [InlineData("application/octet-stream", "film.mp4", null, "video")]
    [InlineData(null, "a/b.jpg", null, "image")]
    [InlineData("text/plain", "x.txt", "image", "image")]
    [InlineData("text/plain", "x.txt", "point_cloud", "point_cloud")]
    public async Task A_stored_object_is_what_its_type_or_name_says(string? contentType, string path, string? given, string expected)
    {
        var json = await JsonOfAsync(RunInput.FromStorageObject(new IkStorageObject("u", path) { ContentType = contentType }, given));

        Assert.Equal($$$"""{"storage_object":{"url":"https://scalefs.ikomia.ai/v1/objects/?uid=u","data_type":"{{{expected}}}"}}""", json);
    }

    [Fact]
    public async Task A_stored_object_that_tells_nothing_needs_a_type() => Assert.Equal(
        ScaleErrorId.CannotInferDataType,
        (await FailureOfAsync(RunInput.FromStorageObject(new IkStorageObject("u", "x.txt") { ContentType = "text/plain" }))).ErrorId);

    [Fact]
    public async Task Uids_and_paths_are_looked_up()
    {
        _storage.Setup(storage => storage.FindByUidAsync("u", It.IsAny<CancellationToken>()))
            .ReturnsAsync(new IkStorageObject("u", null) { ContentType = "image/png" });
        _storage.Setup(storage => storage.FindAsync("dir/a.mp4", It.IsAny<CancellationToken>())).ReturnsAsync(new IkStorageObject("v", "dir/a.mp4"));
        _storage.Setup(storage => storage.FindByUidAsync("gone", It.IsAny<CancellationToken>())).ReturnsAsync((IkStorageObject?)null);
        _storage.Setup(storage => storage.FindAsync("gone", It.IsAny<CancellationToken>())).ReturnsAsync((IkStorageObject?)null);

        Assert.Contains("uid=u\",\"data_type\":\"image\"", await JsonOfAsync(RunInput.FromUid("u")), StringComparison.Ordinal);
        Assert.Contains("uid=v\",\"data_type\":\"video\"", await JsonOfAsync(RunInput.FromStoragePath("dir/a.mp4")), StringComparison.Ordinal);
        Assert.Equal(ScaleErrorId.ObjectNotFound, (await FailureOfAsync(RunInput.FromUid("gone"))).ErrorId);
        Assert.Equal(ScaleErrorId.ObjectNotFound, (await FailureOfAsync(RunInput.FromStoragePath("gone"))).ErrorId);
    }

    [Fact]
    public async Task Bytes_are_what_they_begin_with()
    {
        Assert.Equal($$"""{"image":"{{Documents.Png}}"}""", await JsonOfAsync(RunInput.FromBytes(Convert.FromBase64String(Documents.Png))));
        Assert.Equal("""{"JSON":[1]}""", await JsonOfAsync(RunInput.FromBytes("[1]"u8.ToArray(), "JSON")));
        Assert.Equal(ScaleErrorId.CannotInferDataType, (await FailureOfAsync(RunInput.FromBytes([1, 2, 3]))).ErrorId);
    }

    [Fact]
    public async Task Outputs_are_inputs_again()
    {
        Assert.Equal($$"""{"image":"{{Documents.Png}}"}""", await JsonOfAsync(Chain($$"""{ "image_binary": "{{Documents.Png}}" }""")));
        Assert.Equal(
            """{"storage_object":{"url":"https://scalefs.ikomia.ai/v1/objects/?uid=0b4c-1","data_type":"video"}}""", await JsonOfAsync(Chain(Documents.Stored)));
        Assert.Equal("""{"DATA_DICT":{"a":1}}""", await JsonOfAsync(Chain("""{ "DATA_DICT": { "a": 1 } }""")));
        Assert.Equal(JToken.Parse(Documents.Keypoints).ToString(), JToken.Parse(await JsonOfAsync(Chain(Documents.Keypoints))).ToString());
        Assert.Equal(ScaleErrorId.InvalidInput, (await FailureOfAsync(Chain("[1]"))).ErrorId);
    }

    [Fact]
    public async Task A_large_image_output_goes_through_the_storage()
    {
        await JsonOfAsync(Chain($$"""{ "image": "{{Documents.Png}}" }"""), new RunRequest { InlineLimit = 10 });

        AssertTemporary("image/png");
    }

    [Fact]
    public void A_result_gives_all_its_outputs()
    {
        var result = new IkDeploymentResult("r", "SUCCESS", "[]") { Outputs = [Read(Documents.Text), Read(Documents.Stored)] };

        Assert.Equal(
            ["output 0 of run r (TEXT)", "output 0 of run r (storage_object)"], RunInput.FromResult(result).Select(input => input.Description));
    }

    [Theory]
    [InlineData("nonsense", "is not JSON (")]
    [InlineData("[]", "is not an object.")]
    [InlineData("{}", "has no key.")]
    [InlineData("""{"a":1,"b":2}""", "has the keys a, b.")]
    public void Raw_inputs_have_one_key(string json, string why)
    {
        var failure = Assert.Throws<ScaleException>(() => RunInput.FromJson(json));

        Assert.Equal(ScaleErrorId.InvalidInput, failure.ErrorId);
        Assert.StartsWith($"The raw input cannot be used because it {why}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_type_is_named()
    {
        var file = Write("a.xyz", [1]);

        Assert.Equal($"the file '{file}'", (await FailureOfAsync(RunInput.FromFile(file))).Target);
        Assert.Equal("the input of 3 bytes", (await FailureOfAsync(RunInput.FromBytes([1, 2, 3]))).Target);
        Assert.Equal("the object 'x.txt' (uid u)", (await FailureOfAsync(RunInput.FromStorageObject(new IkStorageObject("u", "x.txt")))).Target);
        Assert.Equal("the input of 1 bytes", (await FailureOfAsync(RunInput.FromBytes([1], " "))).Target);
    }

    [Fact]
    public async Task A_folder_is_told_with_the_way_to_run_its_files()
    {
        var failure = await FailureOfAsync(RunInput.FromFile(_folder, "image"));

        Assert.Contains($"Get-ChildItem -File '{_folder}'", failure.Message, StringComparison.Ordinal);
    }

    private static RunInput Chain(string json) => RunInput.FromOutput(Read(json));

    private static IkOutput Read(string json) => OutputReader.Read("r", 0, JsonText.Parse(json));

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private void AssertTemporary(string? contentType)
    {
        var upload = Assert.Single(_uploads);
        Assert.Null(upload.Path);
        Assert.Equal(contentType, upload.ContentType);
    }

    private async Task<string> JsonOfAsync(RunInput input, RunRequest? request = null, RunProgress? progress = null) =>
        await TextOfAsync(await PrepareAsync(input, request ?? new RunRequest(), progress));

    private Task<InputPart> PrepareAsync(RunInput input, RunRequest request, RunProgress? progress) =>
        input.PrepareAsync(
            new InputContext(_storage.Object, new StorageUrls(ScaleClientOptions.DefaultStorageUrl))
            {
                ThroughStorage = request.SaveTemporary,
                InlineLimit = request.InlineLimit,
                UploadBegins = progress is null ? null : progress.ReportUpload,
            },
            CancellationToken.None);

    private async Task<ScaleException> FailureOfAsync(RunInput input) => await Assert.ThrowsAsync<ScaleException>(() => JsonOfAsync(input));

    private static async Task<string> TextOfAsync(InputPart part)
    {
        using var stream = new MemoryStream();
        using var timer = new InactivityTimer(Timeout.InfiniteTimeSpan, CancellationToken.None);
        await part.WriteAsync(new BodyWriter(stream, timer));
        Assert.Equal(part.Length, stream.Length);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
