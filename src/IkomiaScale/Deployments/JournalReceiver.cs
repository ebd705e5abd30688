using IkomiaScale.Abstractions;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments;

/// <summary>Receives runs through their journals, so that the journals keep the results.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="client">Returns the client of a deployment.</param>
/// <param name="use">Holds the connection.</param>
/// <param name="stop">The cmdlet's stop token.</param>
internal sealed class JournalReceiver(CancellableCmdlet cmdlet, Func<Uri?, IScaleClient> client, Func<IDisposable> use, CancellationToken stop) : IDisposable
{
    private readonly Dictionary<(string Folder, Shard Shard), JournalRunBatch> _open = new();

    /// <summary>The longest wait for the results of one run.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How many runs are asked about at the same time.</summary>
    public int Requests { get; init; }

    /// <summary>Receives a run.</summary>
    /// <exception cref="ScaleException">The journal cannot be used.</exception>
    public void Receive(IkDeploymentRun run)
    {
        if (!JournalKey.TryParse(run.Key, out var key))
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, $"'{run.Key}' is not the key of a run. Pipe in the output of Get-IkDeploymentRun -Journal.") { Target = run.Key };
        }

        var progress = new RunProgress(run.Input ?? run.Uuid);
        Of(run, key).Add(run, progress, async (batch, token) =>
        {
            var outcome = await batch.ReceiveAsync(key, progress, token).ConfigureAwait(false);

            // Without -Wait, the cmdlet returns the run with its current state.
            return Timeout == TimeSpan.Zero && outcome is { End: BatchEnd.Open, Failure.ErrorId: ScaleErrorId.Timeout }
                ? outcome with { Failure = null, Run = progress.Run }
                : outcome;
        });
    }

    /// <summary>Waits for all runs.</summary>
    public void Complete()
    {
        foreach (var batch in _open.Values)
        {
            batch.Complete();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var batch in _open.Values)
        {
            batch.Dispose();
        }
    }

    // If another process uses a journal, each of its runs is an item error, and the other runs are received.
    private JournalRunBatch Of(IkDeploymentRun run, JournalKey key)
    {
        var shard = JournalReader.ShardOf(run.Journal!, key);
        var place = (run.Journal!, shard);
        if (!_open.TryGetValue(place, out var batch))
        {
            var options = new BatchOptions { Folder = run.Journal!, Shard = shard, Timeout = Timeout, Requests = Requests };
            var service = client(run.Endpoint);
            var journal = cmdlet.WaitFor(JournaledBatch.OpenToReceiveAsync(service.Deployments, service.Storage, options, stop));
            _open[place] = batch = new JournalRunBatch(cmdlet, journal, options, inOrder: false, "Receiving", use(), stop);
        }

        return batch;
    }
}
