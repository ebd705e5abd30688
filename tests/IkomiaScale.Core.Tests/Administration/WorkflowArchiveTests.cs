using System.IO.Compression;
using IkomiaScale.Administration;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Administration;

[Collection(Alone.Name)]
public sealed class WorkflowArchiveTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Holds_the_document_and_the_plugins_without_what_is_the_editors()
    {
        var plugin = Plugin("detector");
        Write(Path.Combine(plugin, ".git", "config"));
        Write(Path.Combine(plugin, "sub", ".idea", "x"));
        Write(Path.Combine(plugin, ".gitignore"));
        Write(Path.Combine(plugin, "sub", "more.py"));
        var inside = Write(Path.Combine(plugin, "model.pt"));
        var outside = Write(Path.Combine(_folder.Path, "a", "weights.pt"));
        var same = Write(Path.Combine(_folder.Path, "b", "weights.pt"));
        var archive = Load(Task("t", "file://" + plugin, ("model", inside), ("w1", outside), ("w2", same), ("w3", "file://" + outside), ("size", "640")));

        var (names, document) = await ReadAsync(archive);

        Assert.Equal(
            ["workflow.json", "detector/code.py", "detector/data/weights-2.pt", "detector/data/weights.pt", "detector/model.pt", "detector/sub/more.py"], names);
        Assert.Equal("file://detector", (string?)document.SelectToken("tasks[0].task_data.url"));
        Assert.Equal(
            ["file://detector/model.pt", "file://detector/data/weights.pt", "file://detector/data/weights-2.pt", "file://detector/data/weights.pt", "640"],
            document.SelectTokens("tasks[0].task_data.parameters[*].value").Select(value => (string?)value));
    }

    [Fact]
    public async Task Takes_a_plugin_of_two_tasks_once_and_keeps_what_it_does_not_know()
    {
        var plugin = Plugin("detector");
        var archive = Load(Task("one", "file://" + plugin), Task("two", "file://" + plugin + "/"), Task("hub", null));
        var (names, document) = await ReadAsync(archive);
        Assert.Equal(["workflow.json", "detector/code.py"], names);
        Assert.Equal(1.5, (double?)document["unknown"]);
        Assert.Equal("w", archive.Name);
    }

    [Fact]
    public void Refuses_two_plugins_of_one_folder_name()
    {
        var failure = Assert.Throws<ScaleException>(() => Load(Task("one", "file://" + Plugin("a/x")), Task("two", "file://" + Plugin("b/x"))));
        Assert.Equal(ScaleErrorId.InvalidInput, failure.ErrorId);
    }

    [Theory]
    [InlineData("file:///no/such/plugin", ScaleErrorId.ObjectNotFound)]
    [InlineData(@"file://C:\no/such", ScaleErrorId.ObjectNotFound)]
    [InlineData("https://example.com/x", ScaleErrorId.InvalidInput)]
    public void Refuses_what_cannot_go_along(string url, ScaleErrorId id) =>
        Assert.Equal(id, Assert.Throws<ScaleException>(() => Load(Task("t", url))).ErrorId);

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"tasks\":{}}")]
    [InlineData("{\"tasks\":[]}")]
    public void Refuses_what_is_no_workflow(string text)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "w.json"), text);
        Assert.Equal(ScaleErrorId.InvalidInput, Assert.Throws<ScaleException>(() => WorkflowArchive.Load(Path.Combine(_folder.Path, "w.json"))).ErrorId);
    }

    [Fact]
    public void Notes_files_that_no_plugin_takes_along()
    {
        var archive = Load(Task("t", null, ("model", Write(Path.Combine(_folder.Path, "model.pt")))));
        Assert.Contains("model.pt", Assert.Single(archive.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_little_memory_for_a_large_model()
    {
        const int size = 128 * 1024 * 1024;
        var plugin = Plugin("detector");
        using (var model = File.Create(Path.Combine(plugin, "model.pt")))
        {
            model.SetLength(size);
        }

        var archive = Load(Task("t", "file://" + plugin));
        var before = GC.GetTotalAllocatedBytes();
        await archive.Source.WriteToAsync(Stream.Null, CancellationToken.None);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, size / 4);
        Assert.True(archive.Size > size);
    }

    private static JObject Task(string name, string? url, params (string Name, string Value)[] parameters) => new()
    {
        ["task_id"] = 0,
        ["task_data"] = new JObject
        {
            ["name"] = name,
            ["url"] = url,
            ["parameters"] = new JArray(parameters.Select(item => new JObject { ["name"] = item.Name, ["value"] = item.Value })),
        },
    };

    private static async Task<(List<string> Names, JObject Document)> ReadAsync(WorkflowArchive archive)
    {
        using var bytes = new MemoryStream();
        await archive.Source.WriteToAsync(bytes, CancellationToken.None);
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
        using var text = new StreamReader(zip.GetEntry("workflow.json")!.Open());
        return (zip.Entries.Select(entry => entry.FullName).ToList(), JObject.Parse(await text.ReadToEndAsync()));
    }

    private WorkflowArchive Load(params JObject[] tasks)
    {
        var path = Path.Combine(_folder.Path, "w.json");
        File.WriteAllText(path, new JObject { ["metadata"] = new JObject { ["name"] = "w" }, ["unknown"] = 1.5, ["tasks"] = new JArray(tasks) }.ToString());
        return WorkflowArchive.Load(path);
    }

    private string Plugin(string name)
    {
        var folder = Path.Combine(_folder.Path, name.Replace('/', Path.DirectorySeparatorChar));
        Write(Path.Combine(folder, "code.py"));
        return folder;
    }

    private static string Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, path);
        return path;
    }
}
