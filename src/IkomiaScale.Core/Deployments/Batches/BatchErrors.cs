using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>The errors of runs in a journal, and of batches that end early.</summary>
internal static class BatchErrors
{
    public static ScaleException TooManyFailures(long failed, long ended, FailureLimit limit) =>
        new ScaleException(ScaleErrorId.WorkflowFailed,
            FormattableString.Invariant($"The batch was stopped: {failed} of {ended} runs failed, and -MaxFailures allows {limit}. ") +
            "Fix the cause, then run the same command again to continue. Add -Retry Failed to also run the failed inputs again.");

    /// <summary>The error for a run that may or may not have started.</summary>
    public static ScaleException InDoubt(JournalEntry entry, ScaleException? cause) =>
        new ScaleException(ScaleErrorId.RunInDoubt,
            $"Nobody knows whether the run{On(entry)} was started: " +
            (cause?.Message ?? entry.Message ?? $"the process ended while it was being sent ({Time(entry.Time)})").TrimEnd('.') + ". " +
            "It is not sent again, because that could cost twice. To send it again, add -Retry InDoubt to the same command.",
            cause)
        {
            Target = entry.Input,
            StatusCode = cause?.StatusCode,
            Detail = cause?.Detail,
        };

    /// <summary>The error for a run that failed earlier and is not run again.</summary>
    public static ScaleException FailedBefore(JournalEntry entry) =>
        new ScaleException(Id(entry, ScaleErrorId.WorkflowFailed), $"{entry.Message ?? $"Run '{entry.Uuid}'{On(entry)} failed."} (This was at {Time(entry.Time)}. To run it again, add -Retry Failed.)")
        {
            Target = entry.Uuid ?? entry.Input,
        };

    /// <summary>The error for a run whose result the service no longer has.</summary>
    public static ScaleException Lost(JournalEntry entry, ScaleException? cause = null) =>
        new ScaleException(Id(entry, ScaleErrorId.NoResults),
            $"{(entry.Message ?? $"The result of run '{entry.Uuid}'{On(entry)} is lost").TrimEnd('.')}. To run it again, which costs again, add -Retry Lost.", cause)
        {
            Target = entry.Uuid,
        };

    /// <summary>Why the wait for a run ends for good.</summary>
    public static string TooOld(JournalEntry entry, TimeSpan lostAfter, bool mayBeTaken) =>
        $"Run '{entry.Uuid}'{On(entry)} was submitted at {Time(entry.SubmittedAt ?? entry.Time)} and has no result after {lostAfter} (-LostAfter). " +
        (mayBeTaken
            ? "The connection broke or the process ended while the result was requested, so it may be lost"
            : "The service answers the same for a run that it no longer knows");

    private static ScaleErrorId Id(JournalEntry entry, ScaleErrorId otherwise) => Enum.TryParse<ScaleErrorId>(entry.Error, out var id) ? id : otherwise;

    private static string On(JournalEntry entry) => entry.Input is null ? string.Empty : $" on {entry.Input}";

    private static string Time(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
