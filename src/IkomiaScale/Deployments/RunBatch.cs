using System.Collections.Concurrent;
using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Concurrency;
using IkomiaScale.Deployments.Submitting;
using IkomiaScale.Errors;
using IkomiaScale.Parallel;
using IkomiaScale.Progress;

namespace IkomiaScale.Deployments;

/// <summary>
/// The runs of one invocation of a cmdlet: several at the same time, an item error for each failure, and one progress bar. However it ends,
/// each run was returned or reported, or one message names it and the session's ledger keeps it.
/// </summary>
internal sealed class RunBatch : IDisposable
{
    /// <summary>More than the service needs to return the uuid of a run that is being sent.</summary>
    private const int EndMilliseconds = SendingStop.GraceMilliseconds + 1000;

    private readonly CancellableCmdlet _cmdlet;
    private readonly RunProgressBar _bar;
    private readonly IRunner<RunOutcome> _runner;
    private readonly RunLedger _ledger;
    private readonly CancellationTokenSource _end;
    private readonly ConcurrentDictionary<RunProgress, bool> _open = new();

    /// <summary>Creates a batch.</summary>
    /// <param name="cmdlet">The cmdlet, for its streams.</param>
    /// <param name="ledger">The ledger of the session.</param>
    /// <param name="limit">How many runs are in progress at the same time; with order also how many start ahead of the last result that was returned.</param>
    /// <param name="inOrder">Whether results are returned in the order of the inputs instead of when they are ready.</param>
    /// <param name="activity">The title of the progress bar.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    public RunBatch(CancellableCmdlet cmdlet, RunLedger ledger, int limit, bool inOrder, string activity, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _ledger = ledger;
        _bar = new RunProgressBar(cmdlet, activity);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _runner = inOrder
            ? new OrderedRunner<RunOutcome>(limit, Finish, Idle, _end.Token, window: limit, EndMilliseconds)
            : new ParallelRunner<RunOutcome>(limit, Finish, Idle, _end.Token, EndMilliseconds);
        cmdlet.BeforeFailing(Complete);
    }

    /// <summary>Starts a run, after a free place for it.</summary>
    /// <param name="target">The input, for an error before there is a run.</param>
    /// <param name="progress">The progress of the run.</param>
    /// <param name="operation">Submits the run.</param>
    public void Add(object? target, RunProgress progress, Func<CancellationToken, Task<RunOutcome>> operation)
    {
        _bar.Expect(progress);
        Guard(() => _runner.Add(new Item(target, progress), token =>
        {
            _cmdlet.ListenHere();
            _open[progress] = true;
            return operation(token);
        }));
        _bar.Update();
    }

    /// <summary>Waits for all runs.</summary>
    public void Complete() => Guard(_runner.Complete);

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _runner.Dispose();
        if (StopNotice.Compose(_open.Keys, _ledger) is { } words)
        {
            _open.Clear();
            StopNotice.Write(_cmdlet.Host, words);
        }

        _bar.Dispose();
        _end.Dispose();
    }

    // Every end of the pipeline passes here: a set-up error, a cmdlet downstream that has enough or fails, and Ctrl+C.
    private void Guard(Action action)
    {
        try
        {
            OutcomeStreams.Wait(action, _end.Token);
        }
        catch (Exception)
        {
            Warn();
            throw;
        }
    }

    private void Warn()
    {
        _end.Cancel();
        _runner.Dispose();
        if (!_cmdlet.Stopping && StopNotice.Compose(_open.Keys, _ledger) is { } words)
        {
            try
            {
                _cmdlet.WriteWarning(words);
                _open.Clear();
            }
            catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
            {
                // A stopped pipeline accepts no more output. Dispose tells the host.
            }
        }
    }

    private void Idle()
    {
        _cmdlet.WriteMessages();
        _bar.Update();
    }

    private void Finish(Outcome<RunOutcome> outcome)
    {
        _cmdlet.WriteMessages();
        var item = (Item)outcome.Target;
        _bar.Finish(item.Progress);
        if (outcome.Failure is ScaleException failure)
        {
            _open.TryRemove(item.Progress, out _);
            if (item.Progress.Run is { } run && failure.ErrorId is ScaleErrorId.WorkflowFailed or ScaleErrorId.NoResults)
            {
                _ledger.Forget(run);
            }
        }

        outcome.Tell(_cmdlet, item.Progress.Run ?? item.Target, result => Emit(item, result));
    }

    private void Emit(Item item, RunOutcome outcome)
    {
        // A pipeline that ends at this object may have wanted it or not; both look the same here. So the run stays in the ledger.
        _cmdlet.WriteObject(outcome.Value);
        _open.TryRemove(item.Progress, out _);
        if (outcome.Value is IkDeploymentResult && item.Progress.Run is { } run)
        {
            _ledger.Forget(run);
        }

        foreach (var (failure, target) in outcome.Failures)
        {
            _cmdlet.Fail(failure, target);
        }
    }

    private sealed record Item(object? Target, RunProgress Progress);
}
