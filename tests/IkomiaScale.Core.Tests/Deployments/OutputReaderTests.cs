using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Models.Outputs;
using IkomiaScale.Tests.Deployments.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Deployments;

public sealed class OutputReaderTests
{
    [Theory]
    [InlineData("image")]
    [InlineData("IMAGE")]
    [InlineData("image_binary")]
    public void An_image_knows_its_real_format_and_decodes(string key)
    {
        var image = Assert.IsType<IkImageOutput>(Read($$"""{ "{{key}}": "{{Documents.Png}}" }"""));

        Assert.Equal("image/png", image.ContentType);
        Assert.Equal(Convert.FromBase64String(Documents.Png), image.GetBytes());
        Assert.Equal(image.GetBytes().Length, image.Size);
        Assert.Equal(key, image.Type);
        Assert.StartsWith("png image", image.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_may_have_a_data_prefix() =>
        Assert.Equal("image/png", Assert.IsType<IkImageOutput>(Read($$"""{ "image": "data:image/png;base64,{{Documents.Png}}" }""")).ContentType);

    [Theory]
    [InlineData("/9j/4AAQSkZJRgABAQAAAQABAAD/", "image/jpeg")]
    [InlineData("R0lGODlhAQABAIAAAP///wAAACwA", "image/gif")]
    [InlineData("SUkqAAgAAAAAAAAAAAAAAAAAAAAA", "image/tiff")]
    [InlineData("UklGRiQAAABXRUJQVlA4IBgAAAAw", "image/webp")]
    [InlineData("Qk06AAAAAAAAADYAAAAoAAAAAQAA", "image/bmp")]
    [InlineData("AAAAIGZ0eXBhdmlmAAAAAGF2aWZt", "image/avif")]
    [InlineData("AAAAGGZ0eXBtcDQyAAAAAG1wNDFp", "video/mp4")]
    [InlineData("aGVsbG8=", null)]
    public void Formats_are_told_by_the_first_bytes(string base64, string? expected) =>
        Assert.Equal(expected, ImageSignature.MediaTypeOf(Convert.FromBase64String(base64)));

    [Fact]
    public void A_stored_object_has_uid_type_and_metadata()
    {
        var stored = Assert.IsType<IkStorageObjectOutput>(Read(Documents.Stored));

        Assert.Equal(("0b4c-1", "video", "out/film.mp4", 12L), (stored.Uid, stored.DataType, stored.Path, stored.Size));
        Assert.Equal("stored video out/film.mp4", stored.ToString());
    }

    [Fact]
    public void A_stored_object_without_metadata_takes_the_uid_from_its_address()
    {
        var stored = Assert.IsType<IkStorageObjectOutput>(
            Read("""{ "storage_object": { "url": "https://h/v1/objects/?page=1&uid=a%20b", "data_type": "image" } }"""));

        Assert.Equal("a b", stored.Uid);
        Assert.Null(stored.Metadata);
    }

    [Fact]
    public void Detections_have_label_confidence_box_and_color()
    {
        var output = Assert.IsType<IkDetectionOutput>(Read(Documents.Detections));

        Assert.Equal(["cat", "dog"], output.Detections.Select(detection => detection.Label));
        Assert.Equal([0.925, 0.5], output.Detections.Select(detection => detection.Confidence!.Value));
        Assert.Equal("cat 0.93 (10, 20.5) 100 x 50", output.Detections[0].ToString());
        Assert.Equal("#ff0010", output.Detections[0].Color!.ToString());
        Assert.Equal("1", output.Detections[1].Id);
        Assert.Equal(0, output.ReferenceImageIndex);
        Assert.Equal("2 detections: cat 1, dog 1", output.ToString());
    }

    [Fact]
    public void Instances_have_masks_that_decode()
    {
        var output = Assert.IsType<IkInstanceSegmentationOutput>(Read(Documents.Instances));

        var instance = Assert.Single(output.Detections);
        Assert.Equal(Convert.FromBase64String(Documents.Png), instance.GetMaskBytes());
        Assert.Equal(("image/png", 2, "0", "#01020380"), (instance.MaskContentType, instance.ClassIndex, instance.Type, instance.Color!.ToString()));
        Assert.Equal(1, output.ReferenceImageIndex);
    }

    [Fact]
    public void A_segmentation_has_classes_colors_and_a_mask()
    {
        var output = Assert.IsType<IkSemanticSegmentationOutput>(Read(Documents.Semantic));

        Assert.Equal(["sky", "road"], output.Classes);
        Assert.Equal(["#010203", "#040506"], output.Colors.Select(color => color.ToString()));
        Assert.Equal(Convert.FromBase64String(Documents.Png), output.GetMaskBytes());
        Assert.Equal("segmentation into 2 classes: sky, road", output.ToString());
    }

    [Fact]
    public void Keypoints_are_named_and_linked()
    {
        var output = Assert.IsType<IkKeypointsOutput>(Read(Documents.Keypoints));

        var person = Assert.Single(output.Objects);
        Assert.Equal(["left eye (10.5, 20)", "9 (1, 1)"], person.Points.Select(point => point.ToString()));
        Assert.Equal("0-1", Assert.Single(output.Links).ToString());
        Assert.Equal("1 object with keypoints: person 1", output.ToString());
    }

    [Fact]
    public void Text_fields_have_text_and_polygon()
    {
        var output = Assert.IsType<IkTextOutput>(Read(Documents.Text));

        Assert.Equal("AB-123\nsecond", output.Text);
        Assert.Equal(["(1, 2)", "(3.5, 2)"], output.Fields[0].Polygon.Select(point => point.ToString()));
        Assert.Empty(output.Fields[1].Polygon);
        Assert.Equal("2 text fields", output.ToString());
    }

    [Fact]
    public void Other_types_are_plain_values()
    {
        var output = Assert.IsType<IkDataOutput>(Read("""{ "DATA_DICT": { "size": 3, "tags": ["a", null], "at": "2026-01-01T00:00:00Z" } }"""));

        var value = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(output.Value);
        Assert.Equal(3L, value["size"]);
        Assert.Equal(["a", null], Assert.IsType<object?[]>(value["tags"]));
        Assert.Equal("2026-01-01T00:00:00Z", value["at"]);
        Assert.Equal("DATA_DICT with size, tags, at", output.ToString());
    }

    [Theory]
    [InlineData("""{ "NUMERIC_VALUES": { "values": [1], "labels": ["a"] } }""", "NUMERIC_VALUES with values,\nlabels")]
    [InlineData("""{ "A_TYPE_WITH_A_NAME_OF_MORE_THAN_30": { "x": 1 } }""", "A_TYPE_WITH_A_NAME_OF_MORE_THAN_30\nwith x")]
    [InlineData("""{ "DATA_DICT": { "a": 1 } }""", "DATA_DICT with a")]
    public void A_view_breaks_the_content_between_words(string json, string content) => Assert.Equal(content, Read(json).FormatContent());

    [Theory]
    [InlineData("""{ "image": "not base64!" }""", "image")]
    [InlineData("""{ "image": 3 }""", "image")]
    [InlineData("""{ "OBJECT_DETECTION": "none" }""", "OBJECT_DETECTION")]
    [InlineData("""{ "NUMERIC_VALUES": [1.5, 2] }""", "NUMERIC_VALUES")]
    [InlineData("null", "UNKNOWN")]
    [InlineData("{}", "UNKNOWN")]
    [InlineData("\"text\"", "UNKNOWN")]
    public void What_cannot_be_read_is_kept_as_it_is(string json, string type)
    {
        var output = Assert.IsType<IkDataOutput>(Read(json));

        Assert.Equal(type, output.Type);
        Assert.True(JToken.DeepEquals(JToken.Parse(json), JToken.Parse(output.RawJson)));
    }

    [Theory]
    [InlineData("OBJECT_DETECTION")]
    [InlineData("instance_segmentation")]
    [InlineData("SEMANTIC_SEGMENTATION")]
    [InlineData("KEYPOINTS")]
    [InlineData("TEXT")]
    [InlineData("storage_object")]
    public void Everything_may_be_missing(string type)
    {
        string[] bodies =
        [
            "{}",
            """{"detections":null,"objects":null,"fields":[{}],"mask":null,"metadata":{"UID":3}}""",
            """{"detections":[{},null,{"box":{}}],"objects":[{"points":[null]}]}""",
        ];
        foreach (var body in bodies)
        {
            var output = Read($$"""{ "{{type}}": {{body}} }""");

            Assert.IsNotType<IkDataOutput>(output);
            Assert.Equal(type, output.Type);
            Assert.NotEmpty(output.ToString());
        }
    }

    [Fact]
    public void The_raw_form_keeps_unknown_fields()
    {
        var output = Read(Documents.Detections);

        Assert.True(JToken.DeepEquals(JToken.Parse(Documents.Detections), JToken.Parse(output.RawJson)));
        Assert.Equal(("run", 4), (output.Uuid, output.Index));
    }

    private static IkOutput Read(string json) => OutputReader.Read("run", 4, JsonText.Parse(json));
}
