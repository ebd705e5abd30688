using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;
using IkomiaScale.Emulator.Vision;

namespace IkomiaScale.Emulator.Tests.Vision;

public sealed class ShapesTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    [Fact]
    public async Task Instances_have_masks_of_exactly_their_pixels()
    {
        var detections = (await ShapesAsync())[0]!["INSTANCE_SEGMENTATION"]!["detections"]!.AsArray();
        Assert.Equal(["blue circle", "red square", "green rectangle"], detections.Select(detection => (string)detection!["label"]!));
        Assert.Equal([1, 2, 3], detections.Select(detection => (int)detection!["classIndex"]!));
        var mask = Mask(detections[1]!["mask"]!);
        for (var index = 0; index < mask.Size; index++)
        {
            var (y, x) = Math.DivRem(index, TestPicture.Width);
            Assert.Equal(x is >= 8 and < 28 && y is >= 8 and < 28 ? 255 : 0, mask[index].R);
        }
    }

    [Fact]
    public async Task Classes_name_the_background_and_each_label_and_the_mask_has_their_places()
    {
        var classes = (await ShapesAsync())[1]!["SEMANTIC_SEGMENTATION"]!;
        Assert.Equal(["background", "blue circle", "red square", "green rectangle"], classes["classes"]!.AsArray().Select(name => (string)name!));
        Assert.Equal([255, 30, 220, 30], classes["colors"]!.AsArray().Select(color => (int)color!["r"]!));
        var mask = Mask(classes["mask"]!);
        Assert.Equal((0, 2, 3, 1), (At(0, 0), At(8, 8), At(69, 13), At(65, 40)));

        int At(int x, int y) => mask[(y * TestPicture.Width) + x].R;
    }

    [Fact]
    public async Task Keypoints_are_the_middles_of_the_sides_of_each_box()
    {
        var keypoints = (await ShapesAsync())[2]!["KEYPOINTS"]!;
        Assert.Equal(["center", "top", "right", "bottom", "left"], keypoints["names"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(4, keypoints["links"]!.AsArray().Count);
        var points = keypoints["objects"]![1]!["points"]!.AsArray().Select(point => ((int)point!["index"]!, (double)point["x"]!, (double)point["y"]!));
        Assert.Equal([(0, 18, 18), (1, 18, 8), (2, 28, 18), (3, 18, 28), (4, 8, 18)], points);
    }

    [Fact]
    public async Task Fields_tell_the_dominant_colors_and_outline_what_has_them()
    {
        var fields = (await ShapesAsync())[3]!["TEXT"]!["fields"]!.AsArray();
        Assert.Equal(["background", "blue circle", "red square", "green rectangle"], fields.Select(field => (string)field!["label"]!));
        Assert.Equal(["white #ffffff", "blue #1e3cdc", "red #dc1e1e", "green #1ea03c"], fields.Select(field => (string)field!["text"]!));
        Assert.Equal([(0, 0), (96, 0), (96, 64), (0, 64)], Polygon(fields[0]!));
        Assert.Equal([(8, 8), (28, 8), (28, 28), (8, 28)], Polygon(fields[2]!));
        Assert.Equal([(40, 4), (70, 4), (70, 14), (40, 14)], Polygon(fields[3]!));
        Assert.InRange(Polygon(fields[1]!).Count(), 8, 40);
    }

    [Fact]
    public async Task Numbers_are_the_areas()
    {
        var numbers = (await ShapesAsync())[4]!["NUMERIC_VALUES"]!["values"]!.AsArray().Select(number => (int)number!).ToList();
        Assert.InRange(numbers[0], 740, 770);
        Assert.Equal([400, 300], numbers.Skip(1));
    }

    [Fact]
    public async Task The_outline_of_a_triangle_has_three_corners_and_that_of_an_L_six()
    {
        var triangle = TestPicture.Draw(60, 60, (x, y) => y is >= 10 and < 50 && Math.Abs(x - 29.5) <= (y - 9) / 2.0 ? TestPicture.Blue : TestPicture.White);
        Assert.InRange(Polygon((await ShapesAsync(triangle))[3]!["TEXT"]!["fields"]![1]!).Count(), 3, 5);
        var angle = TestPicture.Draw(60, 60, (x, y) => x is >= 10 and < 40 && y is >= 10 and < 40 && (x < 20 || y >= 30) ? TestPicture.Blue : TestPicture.White);
        Assert.Equal(
            [(10, 10), (20, 10), (20, 30), (40, 30), (40, 40), (10, 40)],
            Polygon((await ShapesAsync(angle))[3]!["TEXT"]!["fields"]![1]!));
    }

    [Fact]
    public async Task Nothing_in_the_picture_is_no_thing_and_a_mask_of_the_background()
    {
        var outputs = await ShapesAsync(TestPicture.Draw(7, 5, (_, _) => TestPicture.Green));
        Assert.Empty(outputs[0]!["INSTANCE_SEGMENTATION"]!["detections"]!.AsArray());
        Assert.Equal(["green #1ea03c"], outputs[3]!["TEXT"]!["fields"]!.AsArray().Select(field => (string)field!["text"]!));
        var mask = Mask(outputs[1]!["SEMANTIC_SEGMENTATION"]!["mask"]!);
        Assert.Equal((7, 5), (mask.Width, mask.Height));
    }

    private Task<JsonArray> ShapesAsync(byte[]? picture = null) => shared.Emulator.RunAsync(Runs.Request("shapes", Runs.Image(picture ?? TestPicture.Shapes)));

    private static Picture Mask(JsonNode mask) => Picture.Decode(Convert.FromBase64String((string)mask!))!;

    private static IEnumerable<(int X, int Y)> Polygon(JsonNode field) => field["polygon"]!.AsArray().Select(point => ((int)point!["x"]!, (int)point["y"]!));
}
