using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Handlers;

/// <summary>Handlers that are programs; here small scripts of the shell that every Unix has.</summary>
public sealed class HandlerProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_gets_each_run_as_a_line_and_its_answer_is_the_result()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var emulator = await StartAsync("while read -r line; do echo \"$line\" >> '{0}/lines'; cp \"$(echo \"$line\" | sed 's/.*\"path\":\"\\([^\"]*\\)\".*/\\1/')\" '{0}/seen'; echo '{\"outputs\":[{\"TEXT\":{\"fields\":[]}},{\"N\":2}]}'; done");
        var outputs = await emulator.RunAsync(Runs.Request("handler", Runs.Image(TestPicture.Shapes)));
        Assert.Equal("""[{"TEXT":{"fields":[]}},{"N":2}]""", outputs.ToJsonString());
        await emulator.RunAsync(Runs.Request("handler", Runs.Image([1])));

        var lines = await File.ReadAllLinesAsync(_folder.File("lines"));
        Assert.Equal(2, lines.Length);
        var input = JsonNode.Parse(lines[0])!["inputs"]![0]!;
        Assert.Equal(("image", "image/png"), ((string?)input["type"], (string?)input["content_type"]));
        Assert.Equal([1], await File.ReadAllBytesAsync(_folder.File("seen")));
        Assert.False(File.Exists((string?)input["path"]));
    }

    [Fact]
    public async Task Raw_inputs_and_parameters_of_the_workflow_go_along_and_images_come_back_as_files()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await File.WriteAllTextAsync(_folder.File("workflow.json"), """
            {"metadata":{"name":"mine"},"tasks":[{"task_id":0,"task_data":{"name":"blur","parameters":[{"name":"size","value":"3"}],"inputs":[],"outputs":[{"name":"image"}]}}],"connections":[]}
            """);
        await File.WriteAllBytesAsync(_folder.File("out.png"), TestPicture.Shapes);
        await using var emulator = await StartAsync(
            "while read -r line; do echo \"$line\" >> '{0}/lines'; echo '{\"outputs\":[{\"image\":{\"path\":\"{0}/out.png\"}}]}'; done",
            options => options with { WorkflowFile = _folder.File("workflow.json") });
        var request = Runs.With(Runs.Request("blur", JsonNode.Parse("""{"DATA_DICT":{"a":1}}""")!), "blur", "size", "5");
        Assert.Equal(TestPicture.Shapes, Convert.FromBase64String((string)(await emulator.RunAsync(request)).Single()!["image"]!));
        var line = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("lines")))!;
        Assert.Equal(("blur", "5", 1), ((string?)line["task"], (string?)line["parameters"]!["size"], (int)line["inputs"]![0]!["value"]!["a"]!));
    }

    [Theory]
    [InlineData("read -r line; echo '{\"error\":\"too dark\"}'", "too dark")]
    [InlineData("read -r line; echo 'no picture of mine' >&2; exit 3", "exit code 3", "no picture of mine")]
    [InlineData("read -r line; echo 'not json'", "not JSON", "not json")]
    [InlineData("read -r line; echo '{\"outputs\":[1]}'", "one key")]
    [InlineData("exit 0", "exit code 0")]
    [InlineData("there-is-no-such-program-here", "exit code 127", "there-is-no-such-program-here")]
    public async Task A_failure_says_why_with_its_standard_error(string script, params string[] expected)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var emulator = await StartAsync(script);
        var failure = await emulator.FailAsync(Runs.Request("handler", Runs.Image([1])));
        Assert.All(expected, part => Assert.Contains(part, failure));
    }

    [Fact]
    public async Task One_that_ended_is_started_again_and_one_that_hangs_is_ended()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var script = "echo start >> '{0}/starts'; read -r line; case \"$line\" in *hang*) echo waiting >&2; sleep 300;; *) echo '{\"outputs\":[{\"N\":1}]}';; esac";
        await using var emulator = await StartAsync(script, options => options with { HandlerTimeout = TimeSpan.FromSeconds(10) });
        await emulator.RunAsync(Runs.Request("handler", Runs.Image([1])));
        var failure = await emulator.FailAsync(Runs.Request("handler", JsonNode.Parse("""{"WHAT":"hang"}""")!));
        Assert.Contains("10 s", failure);
        Assert.Contains("waiting", failure);
        await emulator.RunAsync(Runs.Request("handler", Runs.Image([1])));
        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder.File("starts"))).Length);
    }

    [Fact]
    public async Task A_handler_behind_a_pipe_answers_too()
    {
        var name = $"ik-{Guid.NewGuid():N}";
        await using var server = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var served = ServeAsync(server);
        await using (var emulator = await TestEmulator.StartAsync(options => options with { HandlerPipe = name }))
        {
            Assert.Equal(7, (int)(await emulator.RunAsync(Runs.Request("handler", Runs.Image([1])))).Single()!["N"]!);
        }

        Assert.Equal("handler", (string?)JsonNode.Parse(await served)!["task"]);
    }

    private static async Task<string> ServeAsync(NamedPipeServerStream server)
    {
        await server.WaitForConnectionAsync();
        using var reader = new StreamReader(server, Encoding.UTF8, leaveOpen: true);
        var line = (await reader.ReadLineAsync())!;
        await server.WriteAsync("{\"outputs\":[{\"N\":7}]}\n"u8.ToArray());
        return line;
    }

    private async Task<TestEmulator> StartAsync(string script, Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var file = _folder.File("handler.sh");
        await File.WriteAllTextAsync(file, script.Replace("{0}", _folder.Path, StringComparison.Ordinal) + "\n");
        return await TestEmulator.StartAsync(options => (change?.Invoke(options) ?? options) with { Handler = $"exec sh '{file}'" });
    }
}
