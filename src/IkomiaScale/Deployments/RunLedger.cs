using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using IkomiaScale.Concurrency;

namespace IkomiaScale.Deployments;

/// <summary>
/// What a session owes its user: the runs that were submitted and whose results have not been given, and the results that were taken
/// from the service, which has them no more, and not given either. Whatever ends a pipeline, they are here.
/// </summary>
internal sealed class RunLedger
{
    private static readonly List<(WeakReference<Runspace> Runspace, RunLedger Ledger)> Ledgers = [];

    private readonly ConcurrentDictionary<string, Record> _records = new(StringComparer.Ordinal);
    private long _numbers;

    /// <summary>The ledger of this runspace, with what closed ones have left. Only on the pipeline thread.</summary>
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

    /// <summary>The runs, in the order in which they were submitted; of a result that is here, its state.</summary>
    public IReadOnlyList<IkDeploymentRun> List() =>
        _records.Values.OrderBy(record => record.Number).Select(record => record.Result is { } result ? record.Run.Finished(result.State) : record.Run).ToList();

    /// <summary>A run was submitted, or is now seen as it is given.</summary>
    public void Note(IkDeploymentRun run) => Of(run).Run = run;

    /// <summary>The result of a run was taken from the service.</summary>
    public void Keep(IkDeploymentRun run, IkDeploymentResult result) => Of(run).Result = result;

    /// <summary>What was owed was given.</summary>
    public void Forget(IkDeploymentRun run) => _records.TryRemove(KeyOf(run), out _);

    /// <summary>Whether the result of a run is here.</summary>
    public bool Has(IkDeploymentRun run) => _records.TryGetValue(KeyOf(run), out var record) && record.Result is not null;

    /// <summary>Takes over a question that is still on its way: if it brings the results, they are kept.</summary>
    /// <param name="run">The run that was asked for.</param>
    /// <param name="question">The question.</param>
    /// <param name="use">Holds the connection that it goes over, which may be closed meanwhile; disposed when the answer is here.</param>
    public void TakeOver(IkDeploymentRun run, Task<RunPoll> question, IDisposable use)
    {
        var record = Of(run);
        record.Question = KeepAnswerAsync(record, question, use);
    }

    /// <summary>The result of a run if it is here, or comes with a question that is still on its way; otherwise null.</summary>
    public async Task<IkDeploymentResult?> FindAsync(IkDeploymentRun run, CancellationToken cancellationToken)
    {
        if (!_records.TryGetValue(KeyOf(run), out var record))
        {
            return null;
        }

        if (record.Result is null && record.Question is { IsCompleted: false } question)
        {
            // Asking beside it would get "not yet" for ever, once it has brought the results.
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
            // Then it brought nothing. Who asks next is told why.
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

    // One object wherever it is listed: an answer that comes later finds it in the ledger that has taken it over.
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
