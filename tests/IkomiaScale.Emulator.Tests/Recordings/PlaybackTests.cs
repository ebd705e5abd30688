using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Recordings;

public sealed class PlaybackTests : IDisposable
{
    private const string Answer = """{"results":[{"OBJECT_DETECTION":{"detections":[{"id":1,"label":"cat","confidence":0.90,"box":{"x":1,"y":2,"width":3,"height":4}}],"referenceImageIndex":0}}],"state":"SUCCESS","eta":[0,0]}""";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_on_the_same_content_gets_the_recorded_result()
    {
        await using var emulator = await PlayAsync(Journal().Received("u1", "/data/cat.png", [1, 2, 3], Answer).Write());
        var outputs = await emulator.RunAsync(Runs.Request("read", Runs.Image([1, 2, 3])));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Answer)!["results"], outputs));
    }

    [Fact]
    public async Task It_offers_the_recorded_workflow()
    {
        await using var emulator = await PlayAsync(Journal().Write());
        Assert.Equal("recorded", (string?)(await emulator.Client.GetFromJsonAsync<JsonNode>("/workflow"))!["metadata"]!["name"]);
    }

    [Fact]
    public async Task A_stored_object_is_known_by_its_content_and_data_by_its_value()
    {
        var journal = Journal().Received("u1", "object", "stored"u8.ToArray(), Answer)
            .Received("u2", "TEXT", """{"TEXT":{"a":1.50,"b":"é\"\n"}}"""u8.ToArray(), """[{"NUMERIC_VALUES":{"values":[1]}}]""");
        await using var emulator = await PlayAsync(journal.Write());
        var uid = (string)(await emulator.CreatedAsync("dir/a.png", "stored", "image/png"))["uid"]!;
        Assert.NotNull((await emulator.RunAsync(Runs.Request("read", Runs.Stored(emulator.Origin, uid)))).Single()!["OBJECT_DETECTION"]);
        var data = JsonNode.Parse("""{"TEXT":{"b":"é\"\n","a":1.50}}""")!;
        Assert.NotNull((await emulator.RunAsync(Runs.Request("read", data))).Single()!["NUMERIC_VALUES"]);
    }

    [Fact]
    public async Task Parameters_decide_too_in_any_order()
    {
        var setup = RecordedJournal.Hash("""{"outputs":[{"output_index":0,"save_temporary":true,"task_name":"read"}],"parameters":[{"parameters":{"limit":"5"},"task_name":"read"}]}""");
        await using var emulator = await PlayAsync(Journal().Received("u1", "a.png", [1], Answer, setup).Write());
        var request = Runs.With(Runs.Request("read", Runs.Image([1])), "read", "limit", "5");
        request["outputs"]![0]!["output_index"] = 0;
        request["outputs"]![0]!["save_temporary"] = true;
        Assert.Single(await emulator.RunAsync(request));
        var failure = await emulator.FailAsync(Runs.Request("read", Runs.Image([1])));
        Assert.Contains("other parameters or outputs", failure);
    }

    [Fact]
    public async Task A_recorded_failure_fails_again_with_the_words_of_the_service()
    {
        var journal = Journal().Failed("u1", "a.png", [1], "Run 'u1' on a.png failed: Out of memory.").Failed("u2", "b.png", [2], "refused", "QuotaExceeded");
        await using var emulator = await PlayAsync(journal.Write());
        Assert.Equal("Out of memory.", await emulator.FailAsync(Runs.Request("read", Runs.Image([1]))));
        Assert.Contains("does not have this run", await emulator.FailAsync(Runs.Request("read", Runs.Image([2]))));
    }

    [Fact]
    public async Task An_unknown_input_is_an_error_that_names_the_known_ones()
    {
        await using var emulator = await PlayAsync(Journal().Received("u1", "/data/cat.png", [1], Answer).Received("u2", "/data/dog.png", [2], Answer).Write());
        var failure = await emulator.FailAsync(Runs.Request("read", Runs.Image([9])));
        Assert.Contains(RecordedJournal.Hash([9]), failure);
        Assert.Contains("cat.png", failure);
        Assert.Contains("dog.png", failure);
    }

    [Fact]
    public async Task The_nearest_by_file_name_answers_for_an_unknown_input()
    {
        var journal = Journal().Received("u1", "/data/cat-01.png", [1], """[{"TEXT":"cat"}]""").Received("u2", "/data/dog-01.png", [2], """[{"TEXT":"dog"}]""");
        await using var emulator = await PlayAsync(journal.Write(), options => options with { Unmatched = UnmatchedRuns.Nearest });
        var uid = (string)(await emulator.CreatedAsync("new/dog-02.png", "new", "image/png"))["uid"]!;
        Assert.Equal("dog", (string?)(await emulator.RunAsync(Runs.Request("read", Runs.Stored(emulator.Origin, uid)))).Single()!["TEXT"]);
        var inTurn = new List<string?>();
        for (var count = 0; count < 2; count++)
        {
            inTurn.Add((string?)(await emulator.RunAsync(Runs.Request("read", Runs.Image([9])))).Single()!["TEXT"]);
        }

        Assert.Equal(["cat", "dog"], inTurn.Order());
    }

    [Fact]
    public async Task An_empty_result_has_the_shape_of_the_recorded_ones()
    {
        await using var emulator = await PlayAsync(Journal().Received("u1", "a.png", [1], Answer).Write(), options => options with { Unmatched = UnmatchedRuns.Empty });
        var output = (await emulator.RunAsync(Runs.Request("read", Runs.Image([9])))).Single();
        Assert.Equal("""{"OBJECT_DETECTION":{"detections":[],"referenceImageIndex":0}}""", output!.ToJsonString());
    }

    [Fact]
    public async Task A_stored_output_whose_content_was_saved_is_there_again()
    {
        const string Stored = """{"results":[{"storage_object":{"url":"https://scalefs.ikomia.ai/v1/objects/?uid=old","data_type":"video","metadata":{"uid":"old","content_type":"video/mp4","download_url":"https://elsewhere/x"}}}]}""";
        var journal = Journal().Received("u1", "a.png", [1], Stored).Received("u2", "b.png", [2], Stored);
        Directory.CreateDirectory(_folder.File("batch/outputs"));
        await File.WriteAllTextAsync(_folder.File("batch/outputs/u1_0.mp4"), "the video");
        await using var emulator = await PlayAsync(journal.Write());
        var output = (await emulator.RunAsync(Runs.Request("read", Runs.Image([1])))).Single()!["storage_object"]!;
        Assert.Equal("video", (string?)output["data_type"]);
        Assert.Equal("video/mp4", (string?)output["metadata"]!["content_type"]);
        Assert.Equal("the video", await emulator.Client.GetStringAsync((string)output["metadata"]!["download_url"]!));

        var gone = (await emulator.RunAsync(Runs.Request("read", Runs.Image([2])))).Single()!["storage_object"]!;
        Assert.Equal($"{emulator.Origin}/v1/objects/?uid=old", (string?)gone["url"]);
        Assert.StartsWith(emulator.Origin, (string)gone["metadata"]!["download_url"]!);
    }

    [Fact]
    public async Task It_takes_as_long_as_it_took_or_a_part_of_it()
    {
        var journal = Journal().Received("u1", "a.png", [1], Answer, seconds: 3).Write();
        await using var emulator = await PlayAsync(journal, options => options with { Speed = 10 });
        var uuid = await emulator.SubmittedAsync(Runs.Request("read", Runs.Image([1])));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var early = await emulator.PollAsync(uuid, hold: false);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, early.StatusCode);
        using var answer = await emulator.PollAsync(uuid);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.15, 60);
    }

    [Fact]
    public async Task A_line_cut_short_by_a_crash_and_runs_that_did_not_end_are_left_out_and_the_last_line_of_a_key_counts()
    {
        var journal = Journal();
        journal.Failed("u1", "a.png", [1], "at first").Received("u1", "a.png", [1], Answer);
        journal.Line(new JsonObject { ["key"] = "k", ["state"] = "Submitted", ["time"] = "2026-01-01T00:00:00.000Z", ["uuid"] = "u9" });
        await using var emulator = await PlayAsync(journal.Write("""{"key":"half"""));
        Assert.Single(await emulator.RunAsync(Runs.Request("read", Runs.Image([1]))));
    }

    [Fact]
    public async Task The_journals_of_all_shards_are_one_recording()
    {
        new RecordedJournal(_folder.File("batch")).Received("u1", "a.png", [1], Answer).Write(file: "journal.1-of-2.jsonl");
        await using var emulator = await PlayAsync(new RecordedJournal(_folder.File("batch")).Received("u2", "b.png", [2], Answer).Write(file: "journal.2-of-2.jsonl"));
        Assert.Single(await emulator.RunAsync(Runs.Request("read", Runs.Image([1]))));
        Assert.Single(await emulator.RunAsync(Runs.Request("read", Runs.Image([2]))));
    }

    [Fact]
    public async Task Two_deployments_play_their_own_recordings_at_their_own_endpoints()
    {
        var first = new RecordedJournal(_folder.File("first")).Received("u1", "a.png", [1], """[{"TEXT":"first"}]""").Write();
        var second = new RecordedJournal(_folder.File("second")).Received("u1", "a.png", [1], """[{"TEXT":"second"}]""").Write();
        await using var emulator = await TestEmulator.StartAsync(options => options with { Answers = [new("one", first), new("two", second)] });
        foreach (var (name, expected) in (IEnumerable<(string, string)>)[("one", "first"), ("two", "second")])
        {
            using var token = await emulator.TokenRequestAsync($"endpoint={Uri.EscapeDataString($"{emulator.Origin}/{name}")}&storage=true");
            Assert.Equal(System.Net.HttpStatusCode.OK, token.StatusCode);
            using var submitted = await emulator.Client.PutAsJsonAsync($"/{name}/api/run?advice=true", Runs.Request("read", Runs.Image([1])));
            var uuid = (string)(await submitted.JsonAsync())["uuid"]!;
            var answer = await emulator.Client.GetFromJsonAsync<JsonNode>($"/{name}/api/results/{uuid}?advice=true&long=true");
            Assert.Equal(expected, (string?)answer!["results"]![0]!["TEXT"]);
        }

        Assert.Equal("emulator-demo", (string?)(await emulator.Client.GetFromJsonAsync<JsonNode>("/workflow"))!["metadata"]!["name"]);
        using var stranger = await emulator.TokenRequestAsync($"endpoint={Uri.EscapeDataString($"{emulator.Origin}/three")}&storage=true");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, stranger.StatusCode);
        var counted = (await emulator.Client.GetFromJsonAsync<JsonNode>("/_emulator/requests"))!["routes"]!;
        Assert.Equal((2, 2), ((int)counted["run"]!, (int)counted["results"]!));
    }

    [Theory]
    [InlineData("no folder", "missing")]
    [InlineData("no journal", "journal.jsonl")]
    [InlineData("damage", "line 2")]
    [InlineData("no workflow", "workflow.json")]
    public async Task What_is_no_recording_is_refused_with_its_name_and_the_reason(string what, string expected)
    {
        var folder = _folder.File(what == "no folder" ? "missing" : "batch");
        if (what != "no folder")
        {
            Journal().Write();
        }

        switch (what)
        {
            case "no journal":
                File.Delete(_folder.File("batch/journal.jsonl"));
                break;
            case "damage":
                await File.AppendAllTextAsync(_folder.File("batch/journal.jsonl"), "not what was written\n");
                break;
            case "no workflow":
                File.Delete(_folder.File("batch/workflow.json"));
                break;
        }

        var refused = await Assert.ThrowsAsync<EmulatorException>(() => PlayAsync(folder));
        Assert.Contains(folder, refused.Message);
        Assert.Contains(expected, refused.Message);
    }

    private RecordedJournal Journal() => new(_folder.File("batch"));

    private static Task<TestEmulator> PlayAsync(string folder, Func<EmulatorOptions, EmulatorOptions>? change = null) =>
        TestEmulator.StartAsync(options => (change?.Invoke(options) ?? options) with { Answers = [new AnswersSource("", folder)] });
}
