using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Deployments.Submitting;
using IkomiaScale.Deployments.Workflow;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Deployments.Journal;
using IkomiaScale.Tests.Deployments.Support;
using IkomiaScale.Tests.Support;
using Moq;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>
/// What decides the key of a run. A journal outlives the module that wrote it, and with another key each of its inputs would be
/// run and paid again: so keys are the same in every version.
/// </summary>
public sealed class RunKeyTests : IDisposable
{
    private const string Workflow = """{"tasks":[{"task_id":1,"task_data":{"name":"detect","parameters":[{"name":"a"},{"name":"b"}]}}]}""";
    private const string Setup = """{"outputs":[{"save_temporary":false,"task_name":"detect"}],"parameters":[{"parameters":{"a":"1"},"task_name":"detect"}]}""";

    private readonly Mock<IStorageClient> _storage = new(MockBehavior.Strict);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_its_content_and_its_type()
    {
        var one = await IdentifyAsync(RunInput.FromFile(_folder.Write("one.png", "content")));
        var other = await IdentifyAsync(RunInput.FromFile(_folder.Write("other.jpg", "content")));

        Assert.Equal(KeyOf($$"""{"data_type":"image","sha256":"{{Entries.Sha256("content")}}"}"""), one.Key.ToString());
        Assert.Equal(one.Key, other.Key);
        Assert.Equal([Entries.Sha256("content")], one.Contents);
        Assert.NotEqual(one.Key, (await IdentifyAsync(RunInput.FromFile(_folder.File("one.png"), "video"))).Key);
    }

    [Fact]
    public async Task Bytes_are_the_same_as_a_file() => Assert.Equal(
        KeyOf($$"""{"data_type":"image","sha256":"{{Entries.Sha256("content")}}"}"""),
        (await IdentifyAsync(RunInput.FromBytes("content"u8.ToArray(), "image"))).Key.ToString());

    [Theory]
    [InlineData("aa", "\"aa\"", "aa")]
    [InlineData(null, "null", "")]
    public async Task A_stored_object_is_its_uid_and_its_content(string? sha256, string json, string content)
    {
        var run = await IdentifyAsync(RunInput.FromStorageObject(new IkStorageObject("u1", "x.png") { Sha256 = sha256 }));

        Assert.Equal(KeyOf($$"""{"data_type":"image","sha256":{{json}},"uid":"u1"}"""), run.Key.ToString());
        Assert.Equal([content], run.Contents);
    }

    [Fact]
    public async Task Data_is_its_JSON_however_it_is_written()
    {
        var json = Entries.Sha256("""{"DATA_DICT":{"a":1,"b":2}}""");

        Assert.Equal(KeyOf($$"""{"json":"{{json}}"}"""), (await IdentifyAsync(RunInput.FromJson("""{ "DATA_DICT": { "b": 2, "a": 1 } }"""))).Key.ToString());
    }

    [Fact]
    public async Task An_output_is_what_it_holds()
    {
        var image = RunInput.FromOutput(OutputReader.Read("r", 0, JsonText.Parse($$"""{"image":"{{Documents.Png}}"}""")));
        var stored = RunInput.FromOutput(OutputReader.Read("r", 0, JsonText.Parse(Documents.Stored)));
        var data = RunInput.FromOutput(OutputReader.Read("r", 0, JsonText.Parse("""{"DATA_DICT":{"a":1}}""")));
        var withoutUid = RunInput.FromOutput(OutputReader.Read("r", 0, JsonText.Parse("""{"storage_object":{}}""")));

        Assert.Equal((await IdentifyAsync(RunInput.FromBytes(Convert.FromBase64String(Documents.Png)))).Key, (await IdentifyAsync(image)).Key);
        Assert.Equal(KeyOf("""{"data_type":"video","sha256":"aa","uid":"0b4c-1"}"""), (await IdentifyAsync(stored)).Key.ToString());
        Assert.Equal((await IdentifyAsync(RunInput.FromJson("""{"DATA_DICT":{"a":1}}"""))).Key, (await IdentifyAsync(data)).Key);
        Assert.Equal(KeyOf($$"""{"json":"{{Entries.Sha256("""{"storage_object":{}}""")}}"}"""), (await IdentifyAsync(withoutUid)).Key.ToString());
    }

    [Fact]
    public async Task The_order_of_parameters_decides_nothing_and_that_of_inputs_does()
    {
        var (x, y) = (RunInput.FromJson("""{"X":1}"""), RunInput.FromJson("""{"Y":1}"""));
        RunRequest Twice(string first, string second) => new()
        {
            TaskName = "detect",
            Parameters = new Dictionary<string, object?> { [first] = 1, [second] = 1 },
        };

        Assert.Equal(Keys(Twice("a", "b")).Setup, Keys(Twice("b", "a")).Setup);
        Assert.NotEqual((await IdentifyAsync(x, y)).Key, (await IdentifyAsync(y, x)).Key);
    }

    [Fact]
    public void Tasks_with_parameters_are_in_the_order_of_their_text()
    {
        const string Two = """{"tasks":[{"task_id":1,"task_data":{"name":"b","parameters":[{"name":"p"}]}},{"task_id":2,"task_data":{"name":"a","parameters":[{"name":"p"}]}}]}""";
        var request = new RunRequest
        {
            TaskName = "b",
            Parameters = new Dictionary<string, object?> { ["b"] = new Dictionary<string, object?> { ["p"] = 1 }, ["a"] = new Dictionary<string, object?> { ["p"] = 2 } },
        };

        Assert.Equal(
            Entries.Sha256("""{"outputs":[{"save_temporary":false,"task_name":"b"}],"parameters":[{"parameters":{"p":"1"},"task_name":"b"},{"parameters":{"p":"2"},"task_name":"a"}]}"""),
            Keys(request, Two).Setup);
    }

    [Fact]
    public async Task A_file_that_changes_after_it_was_read_is_not_sent()
    {
        var path = _folder.Write("one.png", "content");
        var isSending = false;
        var request = (await IdentifyAsync(RunInput.FromFile(path))).ToSend(() =>
        {
            isSending = true;
            return Task.CompletedTask;
        });
        await request.BeforeSending!();
        Assert.True(isSending);

        isSending = false;
        File.WriteAllText(path, "another content");
        var failure = Assert.Throws<ScaleException>(() => { _ = request.BeforeSending!(); });
        Assert.Equal((ScaleErrorId.SourceChanged, path), (failure.ErrorId, failure.Target));

        File.Delete(path);
        Assert.Equal(ScaleErrorId.SourceChanged, Assert.Throws<ScaleException>(() => { _ = request.BeforeSending!(); }).ErrorId);
        Assert.False(isSending);
    }

    private static string KeyOf(string input) => Entries.Sha256(
        $$"""{"endpoint":"https://deployment.example/v2","inputs":[{{input}}],"setup":"{{Entries.Sha256(Setup)}}","workflow":"{{Entries.Sha256(CanonicalJson.Write(JsonText.Parse(Workflow)))}}"}""");

    private static RunKeys Keys(RunRequest request, string workflow = Workflow)
    {
        var endpoint = new Uri("https://deployment.example/v2/?key=secret");
        var json = JsonText.Parse(workflow);
        return new RunKeys(endpoint, json, RunPlan.Make(WorkflowReader.Read(json, endpoint), request));
    }

    private Task<KeyedRun> IdentifyAsync(params RunInput[] inputs)
    {
        var request = new RunRequest { Inputs = inputs, TaskName = "detect", Parameters = new Dictionary<string, object?> { ["a"] = 1 } };
        return Keys(request).IdentifyAsync(request, _storage.Object, CancellationToken.None);
    }
}
