namespace IkomiaScale.Deployments.Polling;

/// <summary>When to request a result, and how.</summary>
internal static class PollSchedule
{
    /// <summary>
    /// How long the service holds a request at most: the read timeout of the official clients (docs/protocol.md, section 4).
    /// </summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);

    /// <summary>If the service advises no wait, the first request leaves immediately and later ones at this interval.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait after failures: 1 s, 2 s, 4 s… up to this.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>The intervals of the official clients: 0.22 s before the first request, 10 s before the 16th, and up to 20 s.</summary>
    /// <param name="poll">The number of the request, from 0.</param>
    public static TimeSpan Curve(int poll) => TimeSpan.FromMilliseconds(20000 / (1 + Math.Exp(-0.3 * (poll - 15))));

    /// <summary>How long to wait before a request: the advice of the service, otherwise the interval.</summary>
    /// <param name="advice">The advice of the service; null for none.</param>
    /// <param name="poll">The number of the request, from 0.</param>
    /// <param name="mayHold">Whether a request may be held by the service.</param>
    public static TimeSpan Wait(PollAdvice? advice, int poll, bool mayHold)
    {
        var wait = advice switch
        {
            { NextPollLong: true } when mayHold => advice.NextPollIn ?? TimeSpan.Zero,

            // The service expects to hold the request. If it must not, the intervals apply; only the first request may leave
            // immediately.
            { NextPollLong: true } when poll == 0 => advice.NextPollIn ?? TimeSpan.Zero,
            { NextPollLong: true } => Longer(advice.NextPollIn ?? TimeSpan.Zero, Curve(poll)),
            { NextPollIn: { } asked } => asked,
            _ => Curve(poll),
        };
        return poll == 0 ? wait : Longer(wait, ShortestWait);
    }

    /// <summary>How long to wait after a number of failures in a row, from 1.</summary>
    public static TimeSpan AfterFailure(int failures)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10) - 1));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
