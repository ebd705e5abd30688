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
/// The runs of one invocation of a cmdlet: some at once, failures told one by one, a bar for the whole. However it ends, each run
/// was given or told, or is named in one notice and kept in the session's ledger.
/// </summary>
internal sealed class RunBatch : IDisposable
{
    /// <summary>Longer than it takes to learn the uuid of a run that is just being sent.</summary>
    private const int EndMilliseconds = SendingStop.GraceMilliseconds + 1000;

    private readonly CancellableCmdlet _cmdlet;
    private readonly RunProgressBar _bar;
    private readonly IRunner<RunOutcome> _runner;
    private readonly RunLedger _ledger;
    private readonly CancellationTokenSource _end;
    private readonly ConcurrentDictionary<RunProgress, bool> _open = new();

    /// <summary>Makes a batch.</summary>
    /// <param name="cmdlet">The cmdlet, for its streams.</param>
    /// <param name="ledger">The session's.</param>
    /// <param name="limit">How many runs are under way at once; in order also how many are ahead of what was given.</param>
    /// <param name="inOrder">Whether results are given in the order of the inputs, and not as they are ready.</param>
    /// <param name="activity">What is done, for the bar.</param>
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

    /// <summary>Starts a run, waiting for a free place first.</summary>
    /// <param name="target">What it is run on, for an error before there is a run.</param>
    /// <param name="progress">Its progress.</param>
    /// <param name="operation">What is done.</param>
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

    // Whatever ends the pipeline comes through here: an error that is to stop it, a cmdlet downstream that has enough or fails, Ctrl+C.
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
                // The pipeline takes no more; the host is told when it ends.
            }
        }
    }

    private void Idle()
    {
        _cmdlet.WriteTold();
        _bar.Update();
    }

    private void Finish(Outcome<RunOutcome> outcome)
    {
        _cmdlet.WriteTold();
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
        // Whoever ends the pipeline at this object, to have enough of them or for a failure, looks the same from here: so it stays open then.
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
