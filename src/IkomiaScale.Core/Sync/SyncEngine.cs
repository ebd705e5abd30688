using System.Runtime.CompilerServices;
using IkomiaScale.Concurrency;
using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Execution;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Sync.Work;
using IkomiaScale.Throttling;

namespace IkomiaScale.Sync;

/// <summary>
/// One sync: lists both sides, makes a plan, and runs it. Contents are transferred first; deletes come last and only if
/// nothing failed. Steps are never half done, so a sync that ended early is completed by the next one.
/// </summary>
internal sealed class SyncEngine
{
    private readonly IStorageClient _storage;
    private readonly SyncOptions _options;
    private readonly FolderReader _reader;
    private readonly FileHasher _hasher;
    private readonly HashCache _cache;
    private SyncView? _view;

    /// <summary>Creates a sync.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="options">The options of the sync.</param>
    /// <param name="cacheFolder">The folder of the hash cache; null for no cache.</param>
    /// <param name="reader">Reads folders; null for the default.</param>
    public SyncEngine(IStorageClient storage, SyncOptions options, string? cacheFolder, FolderReader? reader = null)
    {
        _storage = storage;
        _options = options;
        _reader = reader ?? new FolderReader();
        _hasher = new FileHasher(_reader);
        _cache = new HashCache(cacheFolder, options.LocalRoot);
    }

    /// <summary>The progress of the sync.</summary>
    public SyncProgress Progress { get; } = new();

    /// <summary>Both sides at the time when they were listed.</summary>
    public SyncView View => _view ?? throw new InvalidOperationException("Both sides must be listed first.");

    /// <summary>Lists both sides, and reads files that only their content distinguishes. Changes nothing.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>: a side could not be listed completely.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var byHash = _options.CompareBy == SyncCompareBy.Sha256;
        var comparer = new SyncComparer(_hasher, _cache, _options, Progress);
        _view = await new SyncLook(_storage, _options, _reader, Progress, byHash ? comparer.Recall : null).LookAsync(cancellationToken).ConfigureAwait(false);
        if (byHash)
        {
            await comparer.ReadAsync(_view, HashNeeds.ForComparison(_view.Local, _view.Storage, _view.Pairs), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lists both sides and makes a plan. Changes nothing.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>: a side could not be listed completely.</exception>
    public async Task<SyncPlan> PlanAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken).ConfigureAwait(false);
        var found = await FindContentsAsync(View, cancellationToken).ConfigureAwait(false);
        return SyncPlanner.Plan(View.Local, View.Storage, View.Pairs, _options, found);
    }

    /// <summary>Refuses a plan that looks like an accident.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>: the plan deletes too much, or the source is
    /// empty.</exception>
    public void Check(SyncPlan plan) => SyncGuard.Check(plan, _options);

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="summary">Receives the numbers.</param>
    /// <param name="cancellationToken">Cancels the sync: running steps end without a change, and nothing more is deleted.</param>
    /// <returns>The outcome of each step, when it is known.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>: the plan looks like an accident.</exception>
    public async IAsyncEnumerable<SyncOutcome> RunAsync(SyncPlan plan, SyncSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(plan);
        summary.Unchanged = plan.Unchanged;

        // The number of contents of the source that the target does not get. An entry to delete may be their only copy.
        var missing = 0L;
        foreach (var step in plan.Steps.Where(step => step.Action == SyncAction.Skip))
        {
            yield return Tell(step, FailureOf(step));
        }

        ISyncTarget target = _options.Direction == SyncDirection.Upload
            ? new StorageTarget(_storage, View, _options, _hasher, _reader)
            : new FolderTarget(_storage, View, _options, _hasher);
        try
        {
            // Copies to new paths come first: later steps may replace their sources.
            var transfers = plan.Transfers.OrderBy(step => !IsEarly(step)).ToList();
            var early = transfers.TakeWhile(IsEarly).ToList();
            Progress.Begin(SyncPhase.Transferring, transfers.Count, transfers.Sum(step => step.Size ?? 0));
            await foreach (var outcome in DoAsync(early, (step, item, token) => target.TransferAsync(step, item, token)).ConfigureAwait(false))
            {
                yield return outcome;
            }

            await foreach (var outcome in DoAsync(transfers.Skip(early.Count), (step, item, token) => target.TransferAsync(step, item, token)).ConfigureAwait(false))
            {
                yield return outcome;
            }

            var deletes = plan.Deletes.ToList();
            if (missing > 0)
            {
                summary.Withheld = deletes.Count;
                foreach (var step in deletes)
                {
                    yield return Withhold(step);
                }

                yield break;
            }

            Progress.Begin(SyncPhase.Deleting, deletes.Count);
            await foreach (var outcome in DoAsync(deletes, (step, _, token) => target.DeleteAsync(step, token)).ConfigureAwait(false))
            {
                yield return outcome;
            }
        }
        finally
        {
            if (View.Local.Learned.Count > 0)
            {
                _cache.Save(View.Local, View.Filter);
            }
        }

        IAsyncEnumerable<SyncOutcome> DoAsync(IEnumerable<SyncStep> steps, Func<SyncStep, TransferProgress, CancellationToken, Task> work) =>
            Watch(ParallelWork.RunAsync(
                steps.Select(step => new StepWork(step)), AtOnce, (step, token) => TryAsync(step, work, token), cancellationToken, _options.Places, step => step.Load));

        async IAsyncEnumerable<SyncOutcome> Watch(IAsyncEnumerable<(SyncStep Step, ScaleException? Failure)> done)
        {
            await foreach (var (step, failure) in done.ConfigureAwait(false))
            {
                yield return Tell(step, failure);
            }
        }

        SyncOutcome Tell(SyncStep step, ScaleException? failure)
        {
            var item = step.ToItem(failure);
            summary.Add(item);
            missing += failure is not null && step.Action != SyncAction.Delete && (step.Action != SyncAction.Skip || IsInSource(step)) ? 1 : 0;
            return new SyncOutcome(item, failure);
        }
    }

    private bool IsInSource(SyncStep step) => (_options.Direction == SyncDirection.Upload ? step.Local : step.Storage) >= 0;

    private static bool IsEarly(SyncStep step) => step.Action == SyncAction.Copy && (step.Local < 0 || step.Storage < 0);

    // If limits of hosts decide, more steps may ask for a place.
    private int AtOnce => _options.Places is null ? _options.ThrottleLimit : HostLimit.Most;

    private async Task<(SyncStep Step, ScaleException? Failure)> TryAsync(
        StepWork step, Func<SyncStep, TransferProgress, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var item = step.Begin(Progress);
        try
        {
            await work(step.Step, item, cancellationToken).ConfigureAwait(false);
            return (step.Step, null);
        }
        catch (ScaleException exception)
        {
            return (step.Step, exception);
        }
        finally
        {
            Progress.End(item, step.Step.Size ?? 0);
        }
    }

    // Finds contents to transfer that already exist at another path.
    private async Task<IReadOnlyDictionary<Sha256Value, IkStorageObject>?> FindContentsAsync(SyncView view, CancellationToken cancellationToken)
    {
        if (_options.CompareBy != SyncCompareBy.Sha256)
        {
            return null;
        }

        var comparer = new SyncComparer(_hasher, _cache, _options, Progress);
        if (_options.Direction == SyncDirection.Download)
        {
            await comparer.ReadAsync(view, HashNeeds.AsSources(view.Local, view.Storage, view.Pairs, _options), cancellationToken).ConfigureAwait(false);
            return null;
        }

        var places = HashNeeds.ToBeSent(view.Local, view.Storage, view.Pairs, _options).Where(place => !view.Local.Files[place].IsUnreadable).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        try
        {
            return await FindInProjectAsync(view, comparer, places, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException exception) when (exception.ErrorId is not ScaleErrorId.Unauthorized)
        {
            throw SyncGuard.CannotList("The project", exception);
        }
    }

    private async Task<IReadOnlyDictionary<Sha256Value, IkStorageObject>> FindInProjectAsync(
        SyncView view, SyncComparer comparer, List<int> places, CancellationToken cancellationToken)
    {
        Progress.Begin(SyncPhase.Searching, places.Count);
        var contents = new ProjectContents(_storage);
        await contents.ListAsync(new HashSet<long>(places.Select(place => view.Local.Files[place].Stamp.Size)), places.Count, cancellationToken).ConfigureAwait(false);
        places.RemoveAll(place => !contents.MayHave(view.Local.Files[place].Stamp.Size));
        await comparer.ReadAsync(view, places, cancellationToken).ConfigureAwait(false);

        Progress.Begin(SyncPhase.Searching, places.Count);
        var asked = ParallelWork.RunAsync(
            places, AtOnce, (place, token) => AskAsync(contents, view.Local.Files[place].Sha256, token), cancellationToken, _options.Places);
        await foreach (var _ in asked.ConfigureAwait(false))
        {
        }

        return contents.Found;
    }

    private async Task<bool> AskAsync(ProjectContents contents, Sha256Value sha256, CancellationToken cancellationToken)
    {
        var item = Progress.Start(string.Empty, null);
        try
        {
            await contents.AskAsync(sha256, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            Progress.End(item, 0);
        }
    }

    private static ScaleException? FailureOf(SyncStep step) => step.Reason is SyncReason.Conflict or SyncReason.Unreadable
        ? new ScaleException(ScaleErrorId.InvalidPath, step.Detail ?? $"'{step.Path}' cannot be synced.") { Target = step.Path }
        : null;

    private static SyncOutcome Withhold(SyncStep step) => new(
        new IkSyncItem(step.Path, SyncAction.Skip, step.Reason) { Size = step.Size, Error = "Not deleted, because a step before it failed." }, null);
}
