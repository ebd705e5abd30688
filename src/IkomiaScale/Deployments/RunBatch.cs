using IkomiaScale.Abstractions;
using IkomiaScale.Concurrency;
using IkomiaScale.Errors;
using IkomiaScale.Parallel;
using IkomiaScale.Progress;
using IkomiaScale.Streams;

namespace IkomiaScale.Deployments;

/// <summary>
/// The runs of one invocation of a cmdlet: some at once, results in the order of the inputs, failures told one by one, a
/// bar for the whole, and on Ctrl+C a word about what goes on without us.
/// </summary>
internal sealed class RunBatch : IDisposable
{
    private readonly CancellableCmdlet _cmdlet;
    private readonly RunProgressBar _bar;
    private readonly OrderedRunner<RunOutcome> _runner;
    private readonly StopNotice _notice = new();
    private readonly CancellationToken _stop;

    /// <summary>Makes a batch.</summary>
    /// <param name="cmdlet">The cmdlet, for its streams.</param>
    /// <param name="limit">How many runs are under way at once.</param>
    /// <param name="activity">What is done, for the bar.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    public RunBatch(CancellableCmdlet cmdlet, int limit, string activity, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _stop = stop;
        _bar = new RunProgressBar(cmdlet, activity);
        _runner = new OrderedRunner<RunOutcome>(limit, Finish, Idle, stop);
        cmdlet.BeforeFailing(Complete);
    }

    /// <summary>Starts a run, waiting for a free place first.</summary>
    /// <param name="target">What it is run on, for an error before there is a run.</param>
    /// <param name="progress">Its progress.</param>
    /// <param name="operation">What is done.</param>
    public void Add(object? target, RunProgress progress, Func<CancellationToken, Task<RunOutcome>> operation)
    {
        _bar.Expect(progress);
        OutcomeStreams.Wait(() => _runner.Add(new Item(target, progress), async token =>
        {
            ScaleLog.Listen(((IStreams)_cmdlet).Told);
            _notice.Watch(progress);
            try
            {
                return await operation(token).ConfigureAwait(false);
            }
            finally
            {
                // When it was stopped it stays watched: there is still something to say about it.
                if (!token.IsCancellationRequested)
                {
                    _notice.Forget(progress);
                }
            }
        }), _stop);
        _bar.Update();
    }

    /// <summary>Waits for all runs.</summary>
    public void Complete() => OutcomeStreams.Wait(_runner.Complete, _stop);

    /// <summary>Says which runs go on. For <c>StopProcessing</c>, which is on a thread of its own.</summary>
    public void Abandon() => _notice.Write(_cmdlet.Host);

    /// <inheritdoc/>
    public void Dispose()
    {
        _runner.Dispose();
        _bar.Dispose();
    }

    private void Idle()
    {
        ((IStreams)_cmdlet).WriteTold();
        _bar.Update();
    }

    private void Finish(Outcome<RunOutcome> outcome)
    {
        ((IStreams)_cmdlet).WriteTold();
        var item = (Item)outcome.Target;
        _bar.Finish(item.Progress);
        outcome.Tell(_cmdlet, item.Progress.Run ?? item.Target, Emit);
    }

    private void Emit(RunOutcome outcome)
    {
        _cmdlet.WriteObject(outcome.Value);
        foreach (var (failure, target) in outcome.Failures)
        {
            _cmdlet.Fail(failure, target);
        }
    }

    private sealed record Item(object? Target, RunProgress Progress);
}
