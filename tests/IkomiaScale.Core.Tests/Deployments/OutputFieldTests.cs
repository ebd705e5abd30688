using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Tests.Deployments.Support;

namespace IkomiaScale.Tests.Deployments;

/// <summary>Every field of every type of output, and which field counts where several could.</summary>
public sealed class OutputFieldTests
{
    private const string Box = """{"x":1,"y":2,"width":3,"height":4}""";
    private const string Color = """{"r":5,"g":6,"b":7,"a":8}""";

    [Fact]
    public void A_detection_has_them_all()
    {
        var output = Assert.IsType<IkDetectionOutput>(Read(
            $$$"""{"OBJECT_DETECTION":{"detections":[{"id":9,"label":"cat","confidence":0.5,"box":{{{Box}}},"color":{{{Color}}}}],"referenceImageIndex":3}}"""));

        var detection = Assert.Single(output.Detections);
        Assert.Equal(("9", "cat", 0.5), (detection.Id, detection.Label, detection.Confidence));
        AssertBox(detection.Box);
        AssertColor(detection.Color);
        Assert.Equal(3, output.ReferenceImageIndex);
    }

    [Fact]
    public void An_instance_has_them_all()
    {
        var output = Assert.IsType<IkInstanceSegmentationOutput>(Read(
            $$$"""
            {"INSTANCE_SEGMENTATION":{"detections":[{"id":9,"type":"thing","classIndex":2,"label":"cat","confidence":0.5,"box":{{{Box}}},"color":{{{Color}}},
              "mask":"{{{Documents.Png}}}"}],"referenceImageIndex":3}}
            """));

        var instance = Assert.Single(output.Detections);
        Assert.Equal(("9", "thing", 2, "cat", 0.5), (instance.Id, instance.Type, instance.ClassIndex, instance.Label, instance.Confidence));
        AssertBox(instance.Box);
        AssertColor(instance.Color);
        Assert.Equal("image/png", instance.MaskContentType);
        Assert.Equal(3, output.ReferenceImageIndex);
    }

    [Fact]
    public void A_segmentation_has_them_all()
    {
        var output = Assert.IsType<IkSemanticSegmentationOutput>(Read(
            $$$"""{"SEMANTIC_SEGMENTATION":{"mask":"{{{Documents.Png}}}","classes":["sky",{"name":"road"},{}],"colors":[{{{Color}}},{}],"referenceImageIndex":3}}"""));

        Assert.Equal(["sky", "road", string.Empty], output.Classes);
        AssertColor(Assert.Single(output.Colors));
        Assert.Equal(3, output.ReferenceImageIndex);
    }

    [Fact]
    public void Keypoints_have_them_all()
    {
        var output = Assert.IsType<IkKeypointsOutput>(Read(
            $$$"""
            {"KEYPOINTS":{"objects":[{"id":9,"label":"person","confidence":0.5,"box":{{{Box}}},"color":{{{Color}}},
              "points":[{"index":0,"x":1,"y":2},{"index":1,"x":3,"y":4},{"index":2,"x":5,"y":6},{"index":-1,"x":7,"y":8}]}],
              "names":["nose","eye"],"links":[{"index1":0,"index2":1,"label":"face","color":{{{Color}}}}],"referenceImageIndex":3}}
            """));

        var person = Assert.Single(output.Objects);
        Assert.Equal(("9", "person", 0.5), (person.Id, person.Label, person.Confidence));
        AssertBox(person.Box);
        AssertColor(person.Color);
        Assert.Equal([(0, "nose", 1.0, 2.0), (1, "eye", 3, 4), (2, null, 5, 6), (-1, null, 7, 8)], person.Points.Select(point => (point.Index!.Value, point.Name, point.X, point.Y)));
        var link = Assert.Single(output.Links);
        Assert.Equal("face", link.Label);
        AssertColor(link.Color);
        Assert.Equal(["nose", "eye"], output.Names);
        Assert.Equal(3, output.ReferenceImageIndex);
    }

    [Fact]
    public void A_text_has_them_all()
    {
        var output = Assert.IsType<IkTextOutput>(Read(
            $$$"""{"TEXT":{"fields":[{"id":9,"label":"plate","text":"AB","confidence":0.5,"color":{{{Color}}},"polygon":[{"x":1,"y":2}]}],"referenceImageIndex":3}}"""));

        var field = Assert.Single(output.Fields);
        Assert.Equal(("9", "plate", "AB", 0.5), (field.Id, field.Label, field.Text, field.Confidence));
        AssertColor(field.Color);
        Assert.Equal([(1.0, 2.0)], field.Polygon.Select(point => (point.X, point.Y)));
        Assert.Equal(3, output.ReferenceImageIndex);
    }

    [Fact]
    public void A_box_that_is_none_is_no_box_of_zeros() =>
        Assert.Null(Assert.Single(Assert.IsType<IkDetectionOutput>(Read("""{"OBJECT_DETECTION":{"detections":[{"box":[1,2,3,4]}]}}""")).Detections).Box);

    [Theory]
    [InlineData("image")]
    [InlineData("IMAGE_BINARY")]
    [InlineData("storage_object")]
    [InlineData("OBJECT_DETECTION")]
    [InlineData("INSTANCE_SEGMENTATION")]
    [InlineData("semantic_segmentation")]
    [InlineData("KEYPOINTS")]
    [InlineData("TEXT")]
    public void Of_several_keys_the_known_one_is_the_type(string type)
    {
        var body = type.StartsWith("image", StringComparison.OrdinalIgnoreCase) ? $"\"{Documents.Png}\"" : "{}";

        var output = Read($$$"""{"note":"first","{{{type}}}":{{{body}}},"TEXTS":{}}""");

        Assert.Equal(type, output.Type);
        Assert.IsNotType<IkDataOutput>(output);
    }

    [Fact]
    public void Of_several_unknown_keys_the_first_is_the_type() => Assert.Equal("one", Read("""{"one":1,"two":2}""").Type);

    [Theory]
    [InlineData("""{"metadata":{"uid":"m"},"url":"https://h/?uid=q","uid":"f"}""", "m")]
    [InlineData("""{"metadata":{"uid":""},"url":"https://h/?uid=q","uid":"f"}""", "q")]
    [InlineData("""{"url":"https://h/?a=1&UID=q%20r&b=2","uid":"f"}""", "q r")]
    [InlineData("""{"url":"?uid=q","uid":"f"}""", "q")]
    [InlineData("""{"url":"uid=q","uid":"f"}""", "f")]
    [InlineData("""{"url":"https://h/?uid=","uid":"f"}""", "f")]
    [InlineData("""{"url":"https://h/?guid=q","uid":"f"}""", "f")]
    [InlineData("""{"uid":"f"}""", "f")]
    [InlineData("{}", null)]
    public void The_uid_is_that_of_the_metadata_or_of_the_address_or_of_the_field(string body, string? uid)
    {
        var stored = Assert.IsType<IkStorageObjectOutput>(Read($$$"""{"STORAGE_OBJECT":{{{body}}}}"""));

        Assert.Equal(uid, stored.Uid);
        Assert.Equal(uid == "m", stored.Metadata is not null);
    }

    private static void AssertBox(IkBox? box) => Assert.Equal((1.0, 2.0, 3.0, 4.0), (box!.X, box.Y, box.Width, box.Height));

    private static void AssertColor(IkColor? color) => Assert.Equal("#05060708", color!.ToString());

    private static IkOutput Read(string json) => OutputReader.Read("run", 0, JsonText.Parse(json));
}
