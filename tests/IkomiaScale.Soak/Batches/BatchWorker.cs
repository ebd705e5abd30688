using System.Collections;
using System.Globalization;
using System.Net;
using System.Text.Json;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Inputs;

namespace IkomiaScale.Soak.Batches;

/// <summary>One life of a process that works on a batch; it may be killed at any moment. Where it gets to its end it writes down what came of each input.</summary>
internal static class BatchWorker
{
    /// <summary>The disk was full.</summary>
    public const int Full = 3;

    /// <summary>The journal could not be opened: the disk is full, or the service is not there.</summary>
    public const int NotBegun = 4;

    /// <summary>What it says when the journal is open.</summary>
    public const string Begun = "begun";

    /// <summary>Works.</summary>
    /// <param name="arguments">The service, the journal's folder, the batch's number, how many inputs, how many bytes fit on the disk (-1: all), where to report to.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (service, folder, batchName) = (new Uri(arguments[0]), arguments[1], arguments[2]);
        var count = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        var room = long.Parse(arguments[4], CultureInfo.InvariantCulture);
        using var client = new ScaleClient(new ScaleClientOptions(service, new NetworkCredential(string.Empty, "emulator-token").SecurePassword)
        {
            ScaleUrl = service,
            StorageUrl = service,
        });

        // The last life of a batch is told by where it reports to: what has no result by then never gets one.
        var isLast = arguments.Length > 5;
        var common = new RunRequest
        {
            Outputs = [new RunOutput("pass_through"), new RunOutput("slow")],
            Parameters = new Dictionary<string, object?> { ["slow"] = new Hashtable { ["milliseconds"] = 30 } },
        };
        var options = new BatchOptions { Folder = folder, MaxPending = 20, LostAfter = isLast ? TimeSpan.FromSeconds(1) : BatchOptions.DefaultLostAfter };
        JournaledBatch batch;
        try
        {
            batch = await JournaledBatch.OpenAsync(
                client.Deployments, client.Storage, common, options, CancellationToken.None, disk: room < 0 ? null : new FullDisk(room)).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (failure.ErrorId is not ScaleErrorId.JournalDamaged)
        {
            Console.WriteLine($"{batchName}: {failure.Message}");
            return NotBegun;
        }

        Console.WriteLine(Begun);
        var outcomes = new (string Input, BatchOutcome Outcome)[count];
        using var stop = new CancellationTokenSource();
        try
        {
            var many = new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(Enumerable.Range(0, count), many, async (number, token) =>
            {
                var input = $"{batchName}-{number}";
                var request = common.With([RunInput.FromJson($$"""{"DATA_DICT": {"name": "{{input}}"} }""")]);
                outcomes[number] = (input, await batch.RunAsync(request, new RunProgress(input), token).ConfigureAwait(false));
                if (batch.Stopped is not null)
                {
                    // As Ctrl+C does: others may wait for results that never come.
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The disk is full.
        }

        await batch.CloseAsync().ConfigureAwait(false);
        if (isLast)
        {
            var report = outcomes.Select(item => new BatchReport(
                item.Input,
                item.Outcome.End.ToString(),
                item.Outcome.Result?.Raw.Contains($"\"{item.Input}\"", StringComparison.Ordinal) == true,
                item.Outcome.Failure?.Message));
            await File.WriteAllTextAsync(arguments[5], JsonSerializer.Serialize(report)).ConfigureAwait(false);
        }

        return batch.Stopped is null ? 0 : Full;
    }
}
