using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class WorkflowTests
{
    private const string Document = """
        {
          "metadata": { "name": "mine" },
          "extra": "kept as it is",
          "tasks": [
            { "task_id": 7, "task_data": { "name": "first", "parameters": [{ "name": "limit", "value": "3" }], "inputs": [{ "name": "in" }], "outputs": [{ "name": "a" }, { "name": "b" }] } },
            { "task_id": 9, "task_data": { "name": "fail", "parameters": [{ "name": "message", "value": "from the document" }], "inputs": [], "outputs": [{ "name": "x" }] } },
            { "task_id": 11, "task_data": { "name": "first", "parameters": [], "inputs": [], "outputs": [{ "name": "only" }] } }
          ],
          "connections": [{ "source_id": -1, "source_index": 0, "target_id": 7, "target_index": 0 }, { "source_id": 7, "source_index": 0, "target_id": 9, "target_index": 0 }]
        }
        """;

    [Fact]
    public async Task The_built_in_workflow_has_the_form_of_the_protocol()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var workflow = (await emulator.Client.GetFromJsonAsync<JsonNode>("/workflow"))!;
        Assert.Equal("emulator-demo", (string?)workflow["metadata"]!["name"]);
        var tasks = workflow["tasks"]!.AsArray();
        Assert.Equal(
            ["pass_through", "store", "detect", "shapes", "slow", "fail", "describe"],
            tasks.Select(task => (string)task!["task_data"]!["name"]!));
        var sources = workflow["connections"]!.AsArray().Select(connection => (int)connection!["source_id"]!);
        Assert.All(sources, source => Assert.Equal(-1, source));
        var slow = tasks.Single(task => (string?)task!["task_data"]!["name"] == "slow")!["task_data"]!;
        Assert.Equal("""[{"name":"milliseconds","value":"2000"}]""", slow["parameters"]!.ToJsonString());
        Assert.Single(slow["inputs"]!.AsArray());
        Assert.Single(slow["outputs"]!.AsArray());
    }

    [Fact]
    public async Task Another_workflow_is_served_as_it_is_and_its_tasks_run()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("workflow.json"), Document);
        await using var emulator = await TestEmulator.StartAsync(options => options with { WorkflowFile = folder.File("workflow.json") });
        Assert.Equal(Document, await emulator.Client.GetStringAsync("/workflow"));

        var outputs = await emulator.RunAsync(Runs.With(Runs.Request("first", Runs.Image([1, 2])), "first", "limit", "4"));
        Assert.Equal(2, outputs.Count);
        Assert.All(outputs, output => Assert.Equal(2, (int)output!["DATA_DICT"]!["size"]!));
        Assert.Equal("from the document", await emulator.FailAsync(Runs.Request("fail")));

        var second = Runs.Request("first");
        second["outputs"]![0]!["task_index"] = 1;
        Assert.Single(await emulator.RunAsync(second));
    }

    [Theory]
    [InlineData("not json", "workflow document")]
    [InlineData("[]", "'tasks'")]
    [InlineData("""{"tasks":[]}""", "'tasks' is empty")]
    [InlineData("""{"tasks":[{"task_id":0,"task_data":{"parameters":[],"outputs":[]}}],"connections":[]}""", "tasks[0].task_data.name")]
    [InlineData("""{"tasks":[{"task_id":0,"task_data":{"name":"a","parameters":[],"outputs":[]}}],"connections":[{"source_id":5,"target_id":0}]}""", "connections[0]")]
    public async Task A_file_that_is_no_workflow_is_refused_with_its_name_and_the_place(string text, string expected)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("workflow.json"), text);
        var refused = await Assert.ThrowsAsync<EmulatorException>(
            () => TestEmulator.StartAsync(options => options with { WorkflowFile = folder.File("workflow.json") }));
        Assert.Contains(folder.File("workflow.json"), refused.Message);
        Assert.Contains(expected, refused.Message);
    }
}
