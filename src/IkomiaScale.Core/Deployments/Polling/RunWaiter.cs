using IkomiaScale.Errors;
using IkomiaScale.Retries;

namespace IkomiaScale.Deployments.Polling;

/// <summary>
/// Requests a result until it arrives: when the service says, otherwise at the intervals of the official clients. A timeout
/// replaces their limit of 100 requests. A request that fails for a temporary reason is repeated.
/// </summary>
internal sealed class RunWaiter
{
    /// <summary>How much longer to wait for a request at the timeout: its answer may be the result, which is returned only once.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>After errors only for this time, the wait ends.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(5);

    /// <summary>Longer limits count as none: no request takes so long, and timers have a limit.</summary>
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(1);

    private readonly RunPoller _poller;
    private readonly TimeProvider _clock;
    private readonly bool _mayHold;

    /// <summary>Creates a waiter.</summary>
    /// <param name="poller">Sends the requests.</param>
    /// <param name="clock">Measures the waits.</param>
    /// <param name="inactivityTimeout">The inactivity limit of the connection. A held request looks like a dead connection,
    /// so requests are held only if the limit is longer.</param>
    public RunWaiter(RunPoller poller, TimeProvider clock, TimeSpan inactivityTimeout)
    {
        _poller = poller;
        _clock = clock;
        _mayHold = inactivityTimeout == Timeout.InfiniteTimeSpan || inactivityTimeout > PollSchedule.LongestHold;
    }

    public async Task<IkDeploymentResult> WaitAsync(IkDeploymentRun run, WaitOptions options, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var lastAnswer = started;
        var failures = 0;
        ScaleException? lastFailure = null;
        options.Progress?.ReportRun(run, _clock.GetUtcNow());
        if (!_mayHold)
        {
            ScaleLog.Tell(() => FormattableString.Invariant(
                $"The service does not hold requests for results: it can take {PollSchedule.LongestHold.TotalSeconds:0} s, and -TimeoutSec is not longer."));
        }

        for (var poll = 0; ; poll++)
        {
            var mayHold = _mayHold && options.MayHold?.Invoke() != false;
            var wait = failures > 0 ? PollSchedule.AfterFailure(failures) : PollSchedule.Wait(run.Advice, poll, mayHold);
            var left = Left(started, options.Timeout);
            await PauseAsync(wait < left ? wait : left, cancellationToken).ConfigureAwait(false);

            left = Left(started, options.Timeout);
            try
            {
                var hold = mayHold && failures == 0 && run.Advice?.NextPollLong == true && left > PollSchedule.LongestHold;
                var limit = left < LongestLimit ? left + Grace : Timeout.InfiniteTimeSpan;
                var answer = await AskAsync(run, hold, limit, options, cancellationToken).ConfigureAwait(false);
                TellState(run, answer.Run);
                run = answer.Run;
                options.Progress?.ReportRun(run, _clock.GetUtcNow());
                if (answer.Result is { } result)
                {
                    return result;
                }

                failures = 0;
                lastFailure = null;
                lastAnswer = _clock.GetTimestamp();
            }
            catch (ScaleException exception) when (exception.IsTransient && !RunErrors.IsWorkflowFailure(exception))
            {
                failures++;
                lastFailure = exception;
                TellFailure(run, exception, failures);
                if (_clock.GetElapsedTime(lastAnswer) >= LongestOutage)
                {
                    throw RunErrors.From(exception, run);
                }
            }
            catch (ScaleException exception)
            {
                throw RunErrors.From(exception, run);
            }

            if (Left(started, options.Timeout) <= TimeSpan.Zero)
            {
                throw RunErrors.TimedOut(run, options.Timeout, lastFailure);
            }
        }
    }

    private async Task<RunPoll> AskAsync(
        IkDeploymentRun run, bool hold, TimeSpan limit, WaitOptions options, CancellationToken cancellationToken)
    {
        if (options.LeftBehind is null)
        {
            return await _poller.PollAsync(run, hold, limit, options.Progress, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var poll = options.Ask is { } ask
            ? ask(run, hold, cancellationToken)
            : _poller.PollAsync(run, hold, Timeout.InfiniteTimeSpan, options.Progress, CancellationToken.None);
        await Task.WhenAny(poll, _clock.WaitAsync(limit, enough.Token)).ConfigureAwait(false);
        if (poll.IsCompleted)
        {
            enough.Cancel();
            return await poll.ConfigureAwait(false);
        }

        options.LeftBehind(poll);
        cancellationToken.ThrowIfCancellationRequested();
        throw new ScaleException(ScaleErrorId.Timeout, $"The service did not answer for run '{run.Uuid}' in time.") { IsTransient = true };
    }

    private static void TellState(IkDeploymentRun before, IkDeploymentRun now)
    {
        if (now.State != before.State)
        {
            ScaleLog.Tell(() => $"Run '{now.Uuid}' is {now.State}.");
        }
    }

    private static void TellFailure(IkDeploymentRun run, ScaleException failure, int failures) => ScaleLog.Tell(() => FormattableString.Invariant(
        $"{failure.Message} Requesting run '{run.Uuid}' again in {PollSchedule.AfterFailure(failures).TotalSeconds:0.#} s."));

    // If the token is refused meanwhile, waiting is pointless: the next request reports it.
    private async Task PauseAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_clock.WaitAsync(wait, enough.Token), _poller.Refused).ConfigureAwait(false);
        enough.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private TimeSpan Left(long started, TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return TimeSpan.MaxValue;
        }

        var left = timeout - _clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
