using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Journal;
using Newtonsoft.Json;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>One life of a process that works on a batch.</summary>
internal static class BatchLife
{
    public static readonly RunRequest Common = new() { TaskName = "detect" };

    /// <summary>Runs inputs, several at once.</summary>
    /// <returns>What came of each, in their order.</returns>
    public static async Task<IReadOnlyList<BatchOutcome>> RunAsync(
        IScaleClient client,
        BatchOptions options,
        IEnumerable<string> inputs,
        IJournalDisk? disk = null,
        TimeProvider? clock = null,
        RunRequest? common = null,
        CancellationToken cancellationToken = default)
    {
        var batch = await JournaledBatch.OpenAsync(client.Deployments, client.Storage, common ?? Common, options, cancellationToken, clock, disk);
        try
        {
            return await Task.WhenAll(inputs.Select(input => Task.Run(() => batch.RunAsync(Request(input, common), new RunProgress(input), cancellationToken), CancellationToken.None)));
        }
        finally
        {
            await batch.CloseAsync();
        }
    }

    public static RunRequest Request(string input, RunRequest? common = null) =>
        (common ?? Common).With([RunInput.FromJson($$"""{"DATA_DICT":{"name": {{JsonConvert.ToString(input)}} } }""")]);

    /// <summary>The input that a result is of.</summary>
    public static string InputOf(BatchOutcome outcome) => (string)((IReadOnlyDictionary<string, object?>)((IkDataOutput)outcome.Result!.Outputs[0]).Value!)["of"]!;
}
