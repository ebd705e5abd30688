using System.Collections.Concurrent;
using System.Text;
using IkomiaScale.Concurrency;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// A batch with a journal. A run that the journal has a result for is recalled, a submitted run is received, and a run in
/// doubt is reported and not sent. Nothing is done that was not written to the journal before.
/// </summary>
internal sealed class JournaledBatch
{
    /// <summary>The journals of this process that are being closed. Opening one again waits for that.</summary>
    private static readonly ConcurrentDictionary<(string Folder, Shard Shard), Task> Closing = new();

    private readonly IStorageClient _storage;
    private readonly BatchOptions _options;
    private readonly RunJournal _journal;
    private readonly RunKeys? _keys;
    private readonly RunSender? _sender;
    private readonly ResultTaker _taker;
    private readonly BatchBrake _brake;
    private readonly ConcurrentDictionary<JournalKey, Task> _running = new();

    /// <summary>The runs that were started here without a result. They are reported again and not started again.</summary>
    private readonly ConcurrentDictionary<JournalKey, bool> _tried = new();

    private JournaledBatch(DeploymentClient deployments, IStorageClient storage, BatchOptions options, RunJournal journal, RunKeys? keys, TimeProvider clock)
    {
        _storage = storage;
        _options = options;
        _journal = journal;
        _keys = keys;
        _brake = new BatchBrake(options.MaxPending, options.MaxFailures);
        _sender = keys is null ? null : new RunSender(deployments, journal, keys, options.Requests, clock);
        _taker = new ResultTaker(deployments, journal, options, clock);
    }

    /// <summary>How the inputs have ended so far.</summary>
    public BatchCounts Counts { get; } = new();

    /// <summary>Whether the last line was incomplete after a crash, and was dropped.</summary>
    public bool WasTorn => _journal.WasTorn;

    /// <summary>Whether the journal has runs of another workflow, so that these inputs are other runs.</summary>
    public bool HasOtherWorkflow { get; private set; }

    /// <summary>Why no more runs start; null while they do.</summary>
    public ScaleException? Stopped => _brake.Stopped;

    /// <summary>Opens the journal of a folder, or creates it.</summary>
    /// <param name="client">The deployment.</param>
    /// <param name="storage">Finds inputs in the storage.</param>
    /// <param name="common">What all runs have in common.</param>
    /// <param name="options">The folder, and how to run the batch.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="clock">The clock; null for the clock of the system.</param>
    /// <param name="disk">The disk of the journal; null for the disk of this machine.</param>
    /// <exception cref="ScaleException">The journal cannot be used, or the request does not fit the workflow.</exception>
    public static async Task<JournaledBatch> OpenAsync(
        IDeploymentClient client,
        IStorageClient storage,
        RunRequest common,
        BatchOptions options,
        CancellationToken cancellationToken,
        TimeProvider? clock = null,
        IJournalDisk? disk = null)
    {
        clock ??= TimeProvider.System;
        await ClosedAsync(options).OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        var deployments = (DeploymentClient)client;
        var (plan, workflow) = await deployments.DescribeAsync(common, cancellationToken).ConfigureAwait(false);
        var keys = new RunKeys(deployments.Endpoint, workflow, plan);
        var journal = RunJournal.Open(options.Folder, options.Shard, clock.GetUtcNow(), disk);
        try
        {
            var document = JsonText.Parse(CanonicalJson.Write(workflow)).ToString(Formatting.Indented);
            var isOther = journal.KeepWorkflow(Encoding.UTF8.GetBytes(document)) && journal.Count > 0;
            return new JournaledBatch(deployments, storage, options, journal, keys, clock) { HasOtherWorkflow = isOther };
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Opens the journal of a folder to receive results only.</summary>
    /// <exception cref="ScaleException">The journal cannot be used.</exception>
    public static async Task<JournaledBatch> OpenToReceiveAsync(
        IDeploymentClient client, IStorageClient storage, BatchOptions options, CancellationToken cancellationToken)
    {
        await ClosedAsync(options).OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        var journal = RunJournal.Open(options.Folder, options.Shard, DateTimeOffset.UtcNow);
        return new JournaledBatch((DeploymentClient)client, storage, options, journal, keys: null, TimeProvider.System);
    }

    /// <summary>Runs or recalls. The same input twice, also at the same time, is one run.</summary>
    /// <param name="request">The run.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the wait. Submitted runs stay in the journal.</param>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public async Task<BatchOutcome> RunAsync(RunRequest request, RunProgress progress, CancellationToken cancellationToken)
    {
        BatchOutcome outcome;
        try
        {
            var run = await _keys!.IdentifyAsync(request, _storage, cancellationToken).ConfigureAwait(false);
            outcome = _options.Shard.Has(run.Key)
                ? await AloneAsync(run.Key, () => DecideAsync(run, progress, cancellationToken), cancellationToken).ConfigureAwait(false)
                : new BatchOutcome(BatchEnd.Elsewhere, run.Key);
        }
        catch (ScaleException failure)
        {
            outcome = new BatchOutcome(BatchEnd.NotBegun, default) { Failure = failure };
        }

        Counts.Add(outcome.End);
        return outcome;
    }

    /// <summary>Receives or recalls a run of the journal.</summary>
    /// <param name="key">The key of the run.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<BatchOutcome> ReceiveAsync(JournalKey key, RunProgress progress, CancellationToken cancellationToken)
    {
        var outcome = await AloneAsync(key, () => KnownAsync(_journal.Find(key), progress, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? new BatchOutcome(BatchEnd.NotBegun, key) { Failure = JournalErrors.NoSuchRun(_journal.Folder, key) };
        Counts.Add(outcome.End);
        return outcome;
    }

    /// <summary>Reads a result again that was released to save memory.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>.</exception>
    public IkDeploymentResult Read(BatchOutcome outcome) =>
        _taker.Recall(_journal.Find(outcome.Key)!, isRecalled: outcome.End == BatchEnd.Recalled).Result!;

    /// <summary>Waits for a limited time for requests that may bring results, then closes the journal.</summary>
    public async Task CloseAsync()
    {
        var place = (_options.Folder, _options.Shard);
        var closing = CloseOnceAsync();
        Closing[place] = closing;
        try
        {
            await closing.ConfigureAwait(false);
        }
        finally
        {
            Closing.TryRemove(place, out _);
        }
    }

    private static Task ClosedAsync(BatchOptions options) =>
        Closing.TryGetValue((options.Folder, options.Shard), out var closing) ? Task.WhenAny(closing) : Task.CompletedTask;

    private async Task CloseOnceAsync()
    {
        _sender?.End();
        await _taker.CloseAsync().ConfigureAwait(false);
        await _journal.CloseAsync().ConfigureAwait(false);
    }

    private async Task<T> AloneAsync<T>(JournalKey key, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        var own = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_running.GetOrAdd(key, own.Task) is var other && other != own.Task)
        {
            await other.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await action().ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(key, out _);
            own.SetResult(true);
        }
    }

    private async Task<BatchOutcome> DecideAsync(KeyedRun run, RunProgress progress, CancellationToken cancellationToken)
    {
        var entry = _journal.Find(run.Key);
        var known = MayBegin(entry) ? null : await KnownAsync(entry, progress, cancellationToken).ConfigureAwait(false);
        return known is null || (known.Failure?.ErrorId == ScaleErrorId.JournalDamaged && MayRetry(BatchRetry.Lost, run.Key))
            ? await BeginAsync(run, progress, cancellationToken).ConfigureAwait(false)
            : known;
    }

    private bool MayBegin(JournalEntry? entry) => entry switch
    {
        null => true,
        { State: JournalState.Intended } => MayRetry(BatchRetry.InDoubt, entry.Key),

        // A run that never started cost nothing.
        { State: JournalState.Failed, NeverBegan: true } => !_tried.ContainsKey(entry.Key),
        { State: JournalState.Failed } => MayRetry(BatchRetry.Failed, entry.Key),
        { State: JournalState.Lost } => MayRetry(BatchRetry.Lost, entry.Key),
        _ => false,
    };

    private bool MayRetry(BatchRetry what, JournalKey key) => _options.Retry.Contains(what) && !_tried.ContainsKey(key);

    private async Task<BatchOutcome?> KnownAsync(JournalEntry? entry, RunProgress progress, CancellationToken cancellationToken)
    {
        switch (entry?.State)
        {
            case null:
                return null;
            case JournalState.Received:
                return _taker.Recall(entry, isRecalled: true);
            case JournalState.Submitted or JournalState.Receiving:
                return await _taker.TakeAgainAsync(entry, progress, cancellationToken).ConfigureAwait(false);
            case JournalState.Intended:
                return new BatchOutcome(BatchEnd.InDoubt, entry.Key) { Failure = BatchErrors.InDoubt(entry, cause: null) };
            case JournalState.Failed:
                return new BatchOutcome(BatchEnd.Failed, entry.Key) { Run = entry.ToRun(_journal.Folder), Failure = BatchErrors.FailedBefore(entry) };
            default:
                return new BatchOutcome(BatchEnd.Lost, entry.Key) { Run = entry.ToRun(_journal.Folder), Failure = BatchErrors.Lost(entry) };
        }
    }

    private async Task<BatchOutcome> BeginAsync(KeyedRun run, RunProgress progress, CancellationToken cancellationToken)
    {
        if (!await _brake.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            return new BatchOutcome(BatchEnd.NotBegun, run.Key);
        }

        bool? failed = null;
        try
        {
            var (outcome, sent, submitted) = await _sender!.SendAsync(run, progress, cancellationToken).ConfigureAwait(false);
            outcome ??= await _taker.TakeAsync(submitted!, sent!, progress, cancellationToken).ConfigureAwait(false);
            failed = outcome.End switch
            {
                BatchEnd.Ran => false,
                BatchEnd.Failed or BatchEnd.InDoubt or BatchEnd.Lost => true,
                _ => null,
            };
            return outcome;
        }
        catch (ScaleException failure)
        {
            failed = true;
            if (_journal.Failure is { } broken)
            {
                // Nothing can be written to the journal any more, so no more runs start. <see cref="Stopped"/> reports this
                // once.
                _brake.Stop(broken);
            }

            return new BatchOutcome(BatchEnd.NotBegun, run.Key) { Run = progress.Run, Failure = progress.Run is null && Stopped is not null ? null : failure };
        }
        finally
        {
            if (failed != false)
            {
                _tried[run.Key] = true;
            }

            _brake.Leave(failed);
        }
    }
}
