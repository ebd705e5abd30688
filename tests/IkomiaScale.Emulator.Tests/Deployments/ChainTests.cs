using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class ChainTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Outputs_become_inputs_of_the_tasks_they_are_connected_to()
    {
        await using var emulator = await StartAsync(["shapes:5", "describe:1"], (-1, 0, 0, 0), (0, 3, 1, 0));
        var described = (await emulator.RunAsync(Runs.Request("describe", Runs.Image(TestPicture.Shapes)))).Single()!["DATA_DICT"]!;
        Assert.Equal("application/json", (string?)described["content_type"]);
        Assert.True((int)described["size"]! > 100);
    }

    [Fact]
    public async Task A_stored_output_is_an_input_and_each_task_runs_once()
    {
        await using var emulator = await StartAsync(["store:1", "detect:1", "describe:1"], (-1, 0, 0, 0), (0, 0, 1, 0), (0, 0, 2, 0));
        var request = Runs.Request("detect", Runs.Image(TestPicture.Shapes));
        request["outputs"]!.AsArray().Add(new JsonObject { ["task_name"] = "describe" });
        request["outputs"]!.AsArray().Add(new JsonObject { ["task_name"] = "store" });
        var outputs = await emulator.RunAsync(request);
        Assert.Equal(3, outputs[0]!["OBJECT_DETECTION"]!["detections"]!.AsArray().Count);
        Assert.Equal(TestPicture.Shapes.Length, (int)outputs[1]!["DATA_DICT"]!["size"]!);
        Assert.Equal((string?)outputs[1]!["DATA_DICT"]!["sha256"], (string?)outputs[2]!["storage_object"]!["metadata"]!["sha256"]);
        Assert.Equal(1, _folder.CountFiles("data/blobs"));
    }

    [Fact]
    public async Task Inputs_come_in_the_order_of_their_places_from_tasks_and_from_the_run()
    {
        await using var emulator = await StartAsync(["pass_through:1", "describe:1"], (-1, 1, 0, 0), (0, 0, 1, 1), (-1, 0, 1, 0));
        var described = (await emulator.RunAsync(Runs.Request("describe", Runs.Image([1, 2, 3]), Runs.Image([1])))).Single()!["DATA_DICT"]!;
        Assert.Equal([3, 3], described["inputs"]!.AsArray().Select(input => (int)input!["size"]!));
    }

    [Fact]
    public async Task A_failure_ahead_is_the_failure_of_the_run()
    {
        await using var emulator = await StartAsync(["fail:1", "describe:1"], (-1, 0, 0, 0), (0, 0, 1, 0));
        Assert.Contains("fail", await emulator.FailAsync(Runs.Request("describe", Runs.Image([1]))));
    }

    [Fact]
    public async Task A_circle_is_refused_at_the_start()
    {
        var refused = await Assert.ThrowsAsync<EmulatorException>(() => StartAsync(["store:1", "describe:1"], (0, 0, 1, 0), (1, 0, 0, 0)));
        Assert.Contains("circle", refused.Message);
    }

    private async Task<TestEmulator> StartAsync(string[] tasks, params (int Source, int SourceIndex, int Target, int TargetIndex)[] connections)
    {
        var document = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "chain" },
            ["tasks"] = new JsonArray(tasks.Select((task, id) => (JsonNode)new JsonObject
            {
                ["task_id"] = id,
                ["task_data"] = new JsonObject
                {
                    ["name"] = task.Split(':')[0],
                    ["parameters"] = task.StartsWith("fail", StringComparison.Ordinal) ? new JsonArray(new JsonObject { ["name"] = "message", ["value"] = "fail here" }) : new JsonArray(),
                    ["inputs"] = new JsonArray(new JsonObject { ["name"] = "in" }),
                    ["outputs"] = new JsonArray(Enumerable.Range(0, int.Parse(task.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)).Select(index => (JsonNode)new JsonObject { ["name"] = $"o{index}" }).ToArray()),
                },
            }).ToArray()),
            ["connections"] = new JsonArray(connections.Select(connection => (JsonNode)new JsonObject
            {
                ["source_id"] = connection.Source, ["source_index"] = connection.SourceIndex, ["target_id"] = connection.Target, ["target_index"] = connection.TargetIndex,
            }).ToArray()),
        };
        var file = _folder.File("workflow.json");
        await File.WriteAllTextAsync(file, document.ToJsonString());
        return await TestEmulator.StartAsync(options => options with { WorkflowFile = file, DataPath = _folder.File("data") });
    }
}
