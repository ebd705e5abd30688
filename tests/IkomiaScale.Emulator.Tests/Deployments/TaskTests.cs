using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class TaskTests
{
    private static readonly byte[] Png = PngWriter.Write(5, 3, (x, y) => (byte)(x * y));

    [Fact]
    public async Task An_image_is_passed_through()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var outputs = await emulator.RunAsync(Runs.Request("pass_through", Runs.Image(Png)));
        Assert.Equal(Png, Convert.FromBase64String((string)outputs.Single()!["image"]!));
    }

    [Fact]
    public async Task A_stored_image_is_passed_through_as_an_image_and_a_video_as_it_is()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var uid = (string)(await emulator.CreatedAsync("a.png", "an image", "image/png"))["uid"]!;
        var image = await emulator.RunAsync(Runs.Request("pass_through", Runs.Stored(emulator.Origin, uid)));
        Assert.Equal("an image"u8.ToArray(), Convert.FromBase64String((string)image.Single()!["image"]!));

        var video = await emulator.RunAsync(Runs.Request("pass_through", Runs.Stored(emulator.Origin, uid, "video")));
        Assert.Equal("video", (string?)video.Single()!["storage_object"]!["data_type"]);
        Assert.EndsWith(uid, (string)video.Single()!["storage_object"]!["url"]!);
    }

    [Fact]
    public async Task A_raw_input_is_passed_through_as_it_came()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var input = JsonNode.Parse("""{"MY_TYPE":{"a":[1,2.5,null,"é"]}}""")!;
        var outputs = await emulator.RunAsync(Runs.Request("pass_through", input.DeepClone()));
        Assert.True(JsonNode.DeepEquals(input, outputs.Single()));
    }

    [Fact]
    public async Task Store_writes_its_input_to_the_storage_where_it_can_be_the_next_input()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var stored = (await emulator.RunAsync(Runs.Request("store", Runs.Image(Png)))).Single()!["storage_object"]!;
        var metadata = stored["metadata"]!;
        Assert.Equal("image", (string?)stored["data_type"]);
        Assert.Equal("image/png", (string?)metadata["content_type"]);
        Assert.Null((string?)metadata["path"]);
        Assert.Equal($"{emulator.Origin}/v1/objects/?uid={metadata["uid"]}", (string?)stored["url"]);
        Assert.Equal(Png, await emulator.Client.GetByteArrayAsync((string)metadata["download_url"]!));

        var chained = new JsonObject { ["storage_object"] = new JsonObject { ["url"] = (string)stored["url"]!, ["data_type"] = "image" } };
        var described = (await emulator.RunAsync(Runs.Request("describe", chained))).Single()!["DATA_DICT"]!;
        Assert.Equal(Sha256(Png), (string?)described["sha256"]);
    }

    [Fact]
    public async Task Describe_computes_from_its_input()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var image = (await emulator.RunAsync(Runs.Request("describe", Runs.Image(Png)))).Single()!["DATA_DICT"]!;
        Assert.Equal(Png.Length, (int)image["size"]!);
        Assert.Equal(Sha256(Png), (string?)image["sha256"]);
        Assert.Equal("image/png", (string?)image["content_type"]);
        Assert.Equal((5, 3), ((int)image["width"]!, (int)image["height"]!));

        var nothing = (await emulator.RunAsync(Runs.Request("describe"))).Single()!["DATA_DICT"]!;
        Assert.Equal(0, (int)nothing["size"]!);

        var several = (await emulator.RunAsync(Runs.Request("describe", Runs.Image([1]), Runs.Image([1, 2])))).Single()!["DATA_DICT"]!;
        Assert.Equal([1, 2], several["inputs"]!.AsArray().Select(input => (int)input!["size"]!));
    }

    [Fact]
    public async Task What_is_no_picture_gets_the_same_boxes_each_time_labelled_as_a_demo()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var first = (await emulator.RunAsync(Runs.Request("detect", Runs.Image([7])))).Single()!["OBJECT_DETECTION"]!;
        var again = (await emulator.RunAsync(Runs.Request("detect", Runs.Image([7])))).Single()!["OBJECT_DETECTION"]!;
        var other = (await emulator.RunAsync(Runs.Request("detect", Runs.Image([1])))).Single()!["OBJECT_DETECTION"]!;
        Assert.True(JsonNode.DeepEquals(first, again));
        Assert.False(JsonNode.DeepEquals(first, other));
        Assert.All(first["detections"]!.AsArray(), detection =>
        {
            Assert.StartsWith("demo", (string)detection!["label"]!);
            Assert.InRange((double)detection["confidence"]!, 0, 1);
            Assert.Equal(["r", "g", "b", "a"], detection["color"]!.AsObject().Select(property => property.Key));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shapes_gives_each_remaining_type(bool isPicture)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var outputs = await emulator.RunAsync(Runs.Request("shapes", Runs.Image(isPicture ? TestPicture.Shapes : [1])));
        Assert.Equal(
            ["INSTANCE_SEGMENTATION", "SEMANTIC_SEGMENTATION", "KEYPOINTS", "TEXT", "NUMERIC_VALUES"],
            outputs.Select(output => output!.AsObject().Single().Key));
        foreach (var mask in (string[])[(string)outputs[0]!["INSTANCE_SEGMENTATION"]!["detections"]![0]!["mask"]!, (string)outputs[1]!["SEMANTIC_SEGMENTATION"]!["mask"]!])
        {
            Assert.Equal(isPicture ? (TestPicture.Width, TestPicture.Height) : (16, 12), ImageFormat.SizeOf(Convert.FromBase64String(mask)));
        }
    }

    [Fact]
    public async Task Fail_says_what_it_is_told()
    {
        await using var emulator = await TestEmulator.StartAsync();
        Assert.NotEmpty(await emulator.FailAsync(Runs.Request("fail")));
        Assert.Equal("my words", await emulator.FailAsync(Runs.With(Runs.Request("fail"), "fail", "message", "my words")));
    }

    [Fact]
    public async Task An_object_that_is_not_there_fails_the_run()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var uid = Guid.NewGuid().ToString();
        Assert.Contains(uid, await emulator.FailAsync(Runs.Request("describe", Runs.Stored(emulator.Origin, uid))));
    }

    [Theory]
    [InlineData("pass_through")]
    [InlineData("store")]
    public async Task Tasks_that_need_an_input_say_so(string task)
    {
        await using var emulator = await TestEmulator.StartAsync();
        Assert.Contains(task, await emulator.FailAsync(Runs.Request(task)));
    }

    private static string Sha256(byte[] content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
}
