using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Recordings;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Replays recorded runs: a run with the same inputs, outputs, and parameters gets the recorded result or failure.</summary>
internal sealed class RecordedResults(RecordedOutputs outputs, EmulatorOptions options)
{
    private long _turn = -1;

    /// <summary>Estimates the duration of a run: the average of the recorded runs.</summary>
    public TimeSpan ExpectedDuration(Recording recording) => recording.Runs.Count == 0
        ? TimeSpan.Zero
        : Played(TimeSpan.FromMilliseconds(recording.Runs.Average(run => run.Duration.TotalMilliseconds)));

    /// <summary>Returns the outputs of the recorded run, after its duration.</summary>
    /// <exception cref="WorkflowFailedException">The recorded run failed, or the recording does not have this run.</exception>
    public async Task<IReadOnlyList<TaskOutput>> PlayAsync(
        Recording recording, JsonElement body, RunRequest request, IReadOnlyList<TaskInput> inputs, string baseAddress, CancellationToken cancellation)
    {
        var contents = request.Inputs.Select((input, index) => ContentOf(input, inputs[index])).ToList();
        var setup = RunSetup.HashOf(body, recording.Workflow);
        if (recording.Find(contents, setup) is { } found)
        {
            return await PlayAsync(recording, found, baseAddress, cancellation);
        }

        var name = inputs.Count > 0 ? inputs[0].Stored?.Path?.Split('/')[^1] : null;
        var nearest = options.Unmatched == UnmatchedRuns.Error
            ? null
            : Recordings.Unmatched.Nearest(recording, name, setup, options.Unmatched == UnmatchedRuns.Empty ? 0 : Interlocked.Increment(ref _turn));
        return (options.Unmatched, nearest) switch
        {
            (UnmatchedRuns.Nearest, { } run) => await PlayAsync(recording, run, baseAddress, cancellation),
            (UnmatchedRuns.Empty, _) => Empty(recording, setup, request),
            _ => throw new WorkflowFailedException(Recordings.Unmatched.Explain(recording, contents, setup)),
        };
    }

    private async Task<IReadOnlyList<TaskOutput>> PlayAsync(Recording recording, RecordedRun run, string baseAddress, CancellationToken cancellation)
    {
        await Task.Delay(Played(run.Duration), cancellation);
        return run.Failure is { } failure
            ? throw new WorkflowFailedException(failure)
            : await outputs.RestoreAsync(recording, run, Results(recording, run), baseAddress, cancellation);
    }

    /// <summary>Returns an empty result with the shape of a recorded one; without a recorded result, an empty object for each requested output.</summary>
    private static IReadOnlyList<TaskOutput> Empty(Recording recording, string setup, RunRequest request) =>
        recording.Runs.FirstOrDefault(run => run.Setup == setup && run.Failure is null) is { } sample
            ? Results(recording, sample).Select(output => new WireOutput(EmptyShape.Of(output))).ToList()
            : request.Outputs.SelectMany(output => Enumerable.Repeat(output, output.OutputIndex is null ? output.Task.OutputCount : 1))
                .Select(_ => new JsonOutput("DATA_DICT", new JsonObject())).ToList();

    // Reads the results of a recorded run, and checks that the file is unchanged.
    private static JsonArray Results(Recording recording, RecordedRun run)
    {
        var file = JournalFiles.Result(recording.Folder, run.Uuid);
        try
        {
            var content = File.ReadAllBytes(file);
            if (run.Sha256 is { } expected && expected != Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant())
            {
                throw new WorkflowFailedException($"The recorded result '{file}' cannot be replayed: its sha256 differs from the one in the journal. Record the run again.");
            }

            var json = JsonNode.Parse(content);
            if (json is JsonObject answer && (string?)answer["state"] == RunState.Failure)
            {
                throw new WorkflowFailedException((answer["message"] ?? answer["detail"])?.ToString() ?? "The workflow failed.");
            }

            return (json as JsonArray ?? json?["results"] as JsonArray)
                ?? throw new WorkflowFailedException($"The recorded result '{file}' cannot be replayed: it has no list 'results'. Record the run again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new WorkflowFailedException($"The recorded result '{file}' cannot be replayed: {exception.Message}");
        }
    }

    private static string ContentOf(RequestedInput requested, TaskInput input) => requested.StoredUid is null && requested.Type != "image"
        ? CanonicalJson.Hash(JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [requested.Type] = requested.Body }))
        : input.Sha256;

    private TimeSpan Played(TimeSpan duration) => options.Speed > 0 ? duration / options.Speed : TimeSpan.Zero;
}
