using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments;

/// <summary>The parameters of a cmdlet for the journal of its batch.</summary>
internal sealed class JournalArguments
{
    /// <summary>The full path of the folder; null for no journal.</summary>
    public required string? Folder { get; init; }

    /// <summary>The value of <c>-Shard</c>.</summary>
    public string? Shard { get; init; }

    /// <summary>The value of <c>-Retry</c>.</summary>
    public BatchRetry[] Retry { get; init; } = [];

    /// <summary>The value of <c>-LostAfter</c>.</summary>
    public TimeSpan LostAfter { get; init; } = BatchOptions.DefaultLostAfter;

    /// <summary>The value of <c>-MaxFailures</c>.</summary>
    public string? MaxFailures { get; init; }

    /// <summary>The value of <c>-MaxPending</c>.</summary>
    public int MaxPending { get; init; } = BatchOptions.DefaultMaxPending;

    /// <summary>The value of <c>-ThrottleLimit</c>; null without it.</summary>
    public int? Requests { get; init; }

    /// <summary>The longest wait for the results of one run.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Whether the cmdlet returns runs without their results, which a journal doesn't allow.</summary>
    public bool NoWait { get; init; }

    /// <summary>The options of the batch; null without a journal.</summary>
    /// <param name="given">The names of the parameters on the command line.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the parameters cannot be used together.</exception>
    public BatchOptions? Read(ICollection<string> given)
    {
        if (Folder is null)
        {
            string[] names = [nameof(Shard), nameof(Retry), nameof(LostAfter), nameof(MaxFailures), nameof(MaxPending)];
            return names.FirstOrDefault(given.Contains) is { } name
                ? throw new ScaleException(ScaleErrorId.InvalidInput, $"-{name} is only for a batch with a journal. Add -Journal <folder>.")
                : null;
        }

        if (NoWait)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                "-Journal and -NoWait cannot be used together: a batch with a journal waits for its results. You can stop it at any time, and the same command continues it.");
        }

        return new BatchOptions
        {
            Folder = Folder,
            Shard = Shard is null ? Journal.Shard.Whole : Journal.Shard.Parse(Shard),
            Retry = Retry,
            LostAfter = LostAfter,
            MaxFailures = MaxFailures is null ? null : FailureLimit.Parse(MaxFailures),
            MaxPending = MaxPending,
            Requests = Requests ?? BatchOptions.MostRequests,
            Timeout = Timeout,
        };
    }
}
