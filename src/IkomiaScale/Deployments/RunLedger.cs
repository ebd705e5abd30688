using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using IkomiaScale.Concurrency;

namespace IkomiaScale.Deployments;

/// <summary>
/// What a session still has to return: submitted runs without a result, and results that were received from the service, which no longer
/// has them, but not returned. They are here however a pipeline ends.
/// </summary>
internal sealed class RunLedger
{
    private static readonly List<(WeakReference<Runspace> Runspace, RunLedger Ledger)> Ledgers = [];

    private readonly ConcurrentDictionary<string, Record> _records = new(StringComparer.Ordinal);
    private long _numbers;

    /// <summary>The ledger of this runspace, with the runs of closed runspaces. Use it only on the pipeline thread.</summary>
    public static RunLedger OfThisRunspace()
    {
        var here = Runspace.DefaultRunspace;
        lock (Ledgers)
        {
            var own = Ledgers.FirstOrDefault(known => known.Runspace.TryGetTarget(out var runspace) && ReferenceEquals(runspace, here)).Ledger;
            if (own is null)
            {
                own = new RunLedger();
                Ledgers.Add((new WeakReference<Runspace>(here), own));
            }

            foreach (var orphan in Ledgers.FindAll(known => known.Ledger != own && IsClosed(known.Runspace) && !known.Ledger._records.IsEmpty))
            {
                own.Adopt(orphan.Ledger);
            }

            return own;
        }
    }

    /// <summary>The runs, in the order of their submission. A run whose result is here has the state of the result.</summary>
    public IReadOnlyList<IkDeploymentRun> List() =>
        _records.Values.OrderBy(record => record.Number).Select(record => record.Result is { } result ? record.Run.Finished(result.State) : record.Run).ToList();

    /// <summary>Adds a run that was submitted, or updates its state.</summary>
    public void Note(IkDeploymentRun run) => Of(run).Run = run;

    /// <summary>Keeps a result that was received from the service.</summary>
    public void Keep(IkDeploymentRun run, IkDeploymentResult result) => Of(run).Result = result;

    /// <summary>Removes a run whose result was returned.</summary>
    public void Forget(IkDeploymentRun run) => _records.TryRemove(KeyOf(run), out _);

    /// <summary>Whether the result of a run is here.</summary>
    public bool Has(IkDeploymentRun run) => _records.TryGetValue(KeyOf(run), out var record) && record.Result is not null;

    /// <summary>Takes over a request that is still running. If it returns the results, they are kept.</summary>
    /// <param name="run">The run that the request asks about.</param>
    /// <param name="question">The request.</param>
    /// <param name="use">Holds the connection, which may be closed in the meantime. Disposed after the answer.</param>
    public void TakeOver(IkDeploymentRun run, Task<RunPoll> question, IDisposable use)
    {
        var record = Of(run);
        record.Question = KeepAnswerAsync(record, question, use);
    }

    /// <summary>The result of a run if it is here, or if a request that is still running returns it; otherwise null.</summary>
    public async Task<IkDeploymentResult?> FindAsync(IkDeploymentRun run, CancellationToken cancellationToken)
    {
        if (!_records.TryGetValue(KeyOf(run), out var record))
        {
            return null;
        }

        if (record.Result is null && record.Question is { IsCompleted: false } question)
        {
            // A second request would answer "not yet" forever after the first one has received the results.
            await question.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }

        return record.Result;
    }

    private static bool IsClosed(WeakReference<Runspace> reference) =>
        !reference.TryGetTarget(out var runspace) || runspace.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken;

    private static string KeyOf(IkDeploymentRun run) => $"{run.Uuid} {run.Endpoint?.GetLeftPart(UriPartial.Path).TrimEnd('/')}";

    private static async Task KeepAnswerAsync(Record record, Task<RunPoll> question, IDisposable use)
    {
        using var held = use;
        try
        {
            record.Result = (await question.ConfigureAwait(false)).Result ?? record.Result;
        }
        catch (Exception exception) when (exception is ScaleException or OperationCanceledException or ObjectDisposedException)
        {
            // The request returned nothing. The next request reports why.
        }
    }

    private Record Of(IkDeploymentRun run) => _records.GetOrAdd(KeyOf(run), _ => new Record(Interlocked.Increment(ref _numbers), run));

    private void Adopt(RunLedger other)
    {
        foreach (var key in other._records.Keys.ToList())
        {
            if (other._records.TryRemove(key, out var record))
            {
                record.Number = Interlocked.Increment(ref _numbers);
                _records[key] = record;
            }
        }
    }

    // The same object moves between ledgers, so a late answer reaches the ledger that has adopted it.
    private sealed class Record(long number, IkDeploymentRun run)
    {
        private volatile IkDeploymentRun _run = run;
        private volatile IkDeploymentResult? _result;
        private volatile Task? _question;

        public long Number { get; set; } = number;

        public IkDeploymentRun Run { get => _run; set => _run = value; }

        public IkDeploymentResult? Result { get => _result; set => _result = value; }

        public Task? Question { get => _question; set => _question = value; }
    }
}
