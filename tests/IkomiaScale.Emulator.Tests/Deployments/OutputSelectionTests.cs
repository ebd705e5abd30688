using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class OutputSelectionTests
{
    [Fact]
    public async Task Outputs_come_in_the_order_of_the_request()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var request = Runs.Request("describe", Runs.Image([1]));
        request["outputs"] = JsonNode.Parse("""
            [{"task_name":"shapes","output_index":3},{"task_name":"detect"},{"task_name":"shapes","output_index":0,"task_index":0},{"task_name":"describe"},{"task_name":"shapes"}]
            """);
        var outputs = await emulator.RunAsync(request);
        Assert.Equal(
            ["TEXT", "OBJECT_DETECTION", "INSTANCE_SEGMENTATION", "DATA_DICT", "INSTANCE_SEGMENTATION", "SEMANTIC_SEGMENTATION", "KEYPOINTS", "TEXT", "NUMERIC_VALUES"],
            outputs.Select(output => output!.AsObject().Single().Key));
    }

    [Fact]
    public async Task Save_temporary_gives_outputs_as_stored_objects()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var request = Runs.Request("describe", Runs.Image([1, 2, 3]));
        request["outputs"] = JsonNode.Parse("""[{"task_name":"pass_through","save_temporary":true},{"task_name":"describe","save_temporary":true},{"task_name":"describe","save_temporary":false}]""");
        var outputs = await emulator.RunAsync(request);

        var image = outputs[0]!["storage_object"]!;
        Assert.Equal("image", (string?)image["data_type"]);
        Assert.Equal([1, 2, 3], await emulator.Client.GetByteArrayAsync((string)image["metadata"]!["download_url"]!));
        var described = outputs[1]!["storage_object"]!;
        Assert.Equal("DATA_DICT", (string?)described["data_type"]);
        Assert.Equal("application/json", (string?)described["metadata"]!["content_type"]);
        var body = await emulator.Client.GetFromJsonAsync<JsonNode>((string)described["metadata"]!["download_url"]!);
        Assert.True(JsonNode.DeepEquals(outputs[2]!["DATA_DICT"], body));
        Assert.Empty(await emulator.PathsAsync("/v1/objects/"));
    }

    [Fact]
    public async Task Save_temporary_of_a_stored_object_gives_a_temporary_copy()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var uid = (string)(await emulator.CreatedAsync("a.mp4", "a video", "video/mp4"))["uid"]!;
        var request = Runs.Request("pass_through", Runs.Stored(emulator.Origin, uid, "video"));
        request["outputs"]![0]!["save_temporary"] = true;
        var metadata = (await emulator.RunAsync(request)).Single()!["storage_object"]!["metadata"]!;
        Assert.NotEqual(uid, (string?)metadata["uid"]);
        Assert.Null((string?)metadata["path"]);
        Assert.Equal("a video", await emulator.Client.GetStringAsync((string)metadata["download_url"]!));
    }
}
