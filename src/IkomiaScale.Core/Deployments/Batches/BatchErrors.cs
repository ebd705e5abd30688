using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>What there is to tell of a run that a journal knows, and of a batch that ends early.</summary>
internal static class BatchErrors
{
    public static ScaleException TooManyFailures(long failed, long ended, FailureLimit limit) =>
        new(ScaleErrorId.WorkflowFailed,
            FormattableString.Invariant($"{failed} of {ended} runs failed, and -MaxFailures allows {limit}. Nothing more was submitted; what was under way was waited for. ") +
            "See to the cause, then give the same command again: it goes on where it was. With -Retry Failed it also runs again what failed.");

    /// <summary>Nobody knows whether it was started.</summary>
    public static ScaleException InDoubt(JournalEntry entry, ScaleException? cause) =>
        new(ScaleErrorId.RunInDoubt,
            $"Nobody knows whether the run{On(entry)} was started: " +
            (cause?.Message ?? entry.Message ?? $"the process ended while it was being sent ({Time(entry.Time)})").TrimEnd('.') + ". " +
            "It is not sent again, because it could cost twice. Look at the usage of the deployment if that helps to decide; -Retry InDoubt runs it again.",
            cause)
        {
            Target = entry.Input,
            StatusCode = cause?.StatusCode,
            Detail = cause?.Detail,
        };

    /// <summary>It failed before, and is not run again.</summary>
    public static ScaleException FailedBefore(JournalEntry entry) =>
        new(Id(entry, ScaleErrorId.WorkflowFailed), $"{entry.Message ?? $"Run '{entry.Uuid}'{On(entry)} failed."} (That was {Time(entry.Time)}; -Retry Failed runs it again.)")
        {
            Target = entry.Uuid ?? entry.Input,
        };

    /// <summary>The service does not have its results.</summary>
    public static ScaleException Lost(JournalEntry entry, ScaleException? cause = null) =>
        new(Id(entry, ScaleErrorId.NoResults),
            $"{(entry.Message ?? $"The results of run '{entry.Uuid}'{On(entry)} are lost").TrimEnd('.')}. -Retry Lost runs it again, which costs again.", cause)
        {
            Target = entry.Uuid,
        };

    /// <summary>Why a run without results is given up.</summary>
    public static string TooOld(JournalEntry entry, TimeSpan lostAfter, bool mayBeTaken) =>
        $"Run '{entry.Uuid}'{On(entry)} was submitted {Time(entry.SubmittedAt ?? entry.Time)} and gave no results within {lostAfter} (-LostAfter). " +
        (mayBeTaken
            ? "They were just being asked for when the connection broke or the process ended, and may have been lost then"
            : "The service says the same of a run that it does not know any more");

    private static ScaleErrorId Id(JournalEntry entry, ScaleErrorId otherwise) => Enum.TryParse<ScaleErrorId>(entry.Error, out var id) ? id : otherwise;

    private static string On(JournalEntry entry) => entry.Input is null ? string.Empty : $" on {entry.Input}";

    private static string Time(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
