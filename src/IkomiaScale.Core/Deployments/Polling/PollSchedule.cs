namespace IkomiaScale.Deployments.Polling;

/// <summary>When to ask for results, and how.</summary>
internal static class PollSchedule
{
    /// <summary>How long the official clients let the service hold a question back (PROTOCOL 4).</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);

    /// <summary>Advice to ask at once is followed for the first question; then again and again this fast and no faster.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>After a failure: 1 s, 2 s, 4 s… up to this.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>The official clients' waiting curve: 0.22 s before the first question, 10 s before the 16th, towards 20 s.</summary>
    /// <param name="poll">The number of the question, from 0.</param>
    public static TimeSpan Curve(int poll) => TimeSpan.FromMilliseconds(20000 / (1 + Math.Exp(-0.3 * (poll - 15))));

    /// <summary>How long to wait before a question: as the service says, else along the curve.</summary>
    /// <param name="advice">What the service said; null for nothing.</param>
    /// <param name="poll">The number of the question, from 0.</param>
    /// <param name="mayHold">Whether a question may be held back at all.</param>
    public static TimeSpan Wait(PollAdvice? advice, int poll, bool mayHold)
    {
        var wait = advice switch
        {
            { NextPollLong: true } when mayHold => advice.NextPollIn ?? TimeSpan.Zero,

            // The service counts on holding the question back. Where it must not, the curve keeps the questions apart; the first may have its answer at once.
            { NextPollLong: true } when poll == 0 => advice.NextPollIn ?? TimeSpan.Zero,
            { NextPollLong: true } => Longer(advice.NextPollIn ?? TimeSpan.Zero, Curve(poll)),
            { NextPollIn: { } asked } => asked,
            _ => Curve(poll),
        };
        return poll == 0 ? wait : Longer(wait, ShortestWait);
    }

    /// <summary>How long to wait after questions that failed in a row, from 1.</summary>
    public static TimeSpan AfterFailure(int failures)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10) - 1));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
