using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;
using IkomiaScale.Emulator.Vision;

namespace IkomiaScale.Emulator.Tests.Vision;

public sealed class DetectTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    [Fact]
    public async Task Finds_each_thing_with_its_exact_box_color_and_shape_the_largest_first()
    {
        var detections = await DetectAsync(TestPicture.Shapes);
        Assert.Equal(["blue circle", "red square", "green rectangle"], Labels(detections));
        Assert.Equal([(50, 25, 31, 31), (8, 8, 20, 20), (40, 4, 30, 10)], detections.Select(Box));
        Assert.Equal("""{"r":220,"g":30,"b":30,"a":255}""", detections[1]!["color"]!.ToJsonString());
        Assert.Equal(1, (double)detections[1]!["confidence"]!);
        Assert.InRange((double)detections[0]!["confidence"]!, 0.97, 1);
    }

    [Fact]
    public async Task Finds_nothing_in_a_picture_of_one_color() => Assert.Empty(await DetectAsync(TestPicture.Draw(20, 10, (_, _) => TestPicture.Red)));

    [Fact]
    public async Task Looks_at_a_stored_picture_too()
    {
        using var content = new ByteArrayContent(TestPicture.Shapes);
        using var created = await shared.Emulator.Client.PostAsync("/v1/objects/", Forms.Upload(content, "image/png"));
        var uid = (string)(await created.JsonAsync())["uid"]!;
        var outputs = await shared.Emulator.RunAsync(Runs.Request("detect", Runs.Stored(shared.Emulator.Origin, uid)));
        Assert.Equal(3, outputs.Single()!["OBJECT_DETECTION"]!["detections"]!.AsArray().Count);
    }

    [Fact]
    public async Task Tells_touching_things_of_different_colors_apart_and_not_their_blurred_edges()
    {
        var blend = new Rgb(125, 95, 45);
        var picture = TestPicture.Draw(40, 20, (x, y) => (x, y) switch
        {
            (_, < 4 or >= 16) => TestPicture.White,
            ( >= 5 and < 19, _) => TestPicture.Red,
            (19, _) => blend,
            ( >= 20 and < 35, _) => TestPicture.Green,
            _ => TestPicture.White,
        });
        var detections = await DetectAsync(picture);
        Assert.Equal(["green rectangle", "red rectangle"], Labels(detections).Order());
        Assert.Equal(30, detections.Sum(detection => (int)detection!["box"]!["width"]!));
    }

    [Theory]
    [InlineData("triangle")]
    [InlineData("diamond")]
    [InlineData("ellipse")]
    [InlineData("shape")]
    public async Task Names_more_shapes(string shape)
    {
        var picture = TestPicture.Draw(60, 50, (x, y) => Has(x - 10, y - 10) ? new Rgb(20, 20, 20) : TestPicture.White);
        Assert.Equal([$"black {shape}"], Labels(await DetectAsync(picture)));

        bool Has(int x, int y) => x is >= 0 and < 41 && y is >= 0 and < 30 && shape switch
        {
            "triangle" => Math.Abs(x - 20) <= y * 20 / 29.0,
            "diamond" => (Math.Abs(x - 20) / 20.5) + (Math.Abs(y - 14.5) / 15) <= 1,
            "ellipse" => Math.Pow((x - 20) / 20.5, 2) + Math.Pow((y - 14.5) / 15, 2) <= 1,
            // A cross.
            _ => x is >= 18 and < 23 || y is >= 13 and < 17,
        };
    }

    [Fact]
    public async Task Leaves_out_what_is_too_small_or_too_like_the_background()
    {
        var picture = TestPicture.Draw(100, 100, (x, y) => (x, y) switch
        {
            ( < 3 and >= 1, < 3 and >= 1) => TestPicture.Red,
            ( >= 50 and < 60, >= 50 and < 60) => new Rgb(215, 215, 215),
            _ => TestPicture.White,
        });
        Assert.Empty(await DetectAsync(picture));
        Assert.Equal(["red square"], Labels(await DetectAsync(picture, ("min_area", "0.04"))));
        Assert.Equal(["white square"], Labels(await DetectAsync(picture, ("threshold", "35"))));
    }

    [Theory]
    [InlineData("threshold", "256")]
    [InlineData("threshold", "-1")]
    [InlineData("min_area", "0,5")]
    [InlineData("min_area", "")]
    public async Task Refuses_parameters_that_mean_nothing(string parameter, string value)
    {
        using var answer = await shared.Emulator.SubmitAsync(Runs.With(Runs.Request("detect", Runs.Image(TestPicture.Shapes)), "detect", parameter, value));
        Assert.Contains(parameter, await answer.DetailAsync(System.Net.HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Fails_on_a_picture_that_is_damaged_and_says_so()
    {
        var failure = await shared.Emulator.FailAsync(Runs.Request("detect", Runs.Image(TestPicture.Shapes[..60])));
        Assert.Contains("96 x 64", failure);
        Assert.Contains("decoded", failure);
    }

    [Fact]
    public async Task Reads_JPEG()
    {
        var detections = await DetectAsync(Convert.FromBase64String(JpegOfShapes.Base64));
        Assert.Equal(["blue circle", "red square", "green rectangle"], Labels(detections));
        foreach (var (found, real) in detections.Select(Box).Zip([(50, 25, 31, 31), (8, 8, 20, 20), (40, 4, 30, 10)]))
        {
            Assert.InRange(found.X, real.Item1 - 2, real.Item1 + 2);
            Assert.InRange(found.Y, real.Item2 - 2, real.Item2 + 2);
            Assert.InRange(found.Width, real.Item3 - 3, real.Item3 + 3);
            Assert.InRange(found.Height, real.Item4 - 3, real.Item4 + 3);
        }
    }

    private async Task<JsonArray> DetectAsync(byte[] picture, params (string Name, string Value)[] parameters)
    {
        var request = Runs.Request("detect", Runs.Image(picture));
        foreach (var (name, value) in parameters)
        {
            Runs.With(request, "detect", name, value);
        }

        return (await shared.Emulator.RunAsync(request)).Single()!["OBJECT_DETECTION"]!["detections"]!.AsArray();
    }

    private static IEnumerable<string> Labels(JsonArray detections) => detections.Select(detection => (string)detection!["label"]!);

    private static (int X, int Y, int Width, int Height) Box(JsonNode? detection)
    {
        var box = detection!["box"]!;
        return ((int)box["x"]!, (int)box["y"]!, (int)box["width"]!, (int)box["height"]!);
    }
}
