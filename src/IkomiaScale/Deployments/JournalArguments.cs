using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments;

/// <summary>What a cmdlet is told about the journal that it runs a batch over.</summary>
internal sealed class JournalArguments
{
    /// <summary>The full path of the folder; null for no journal.</summary>
    public required string? Folder { get; init; }

    /// <summary>What <c>-Shard</c> says.</summary>
    public string? Shard { get; init; }

    /// <summary>What <c>-Retry</c> says.</summary>
    public BatchRetry[] Retry { get; init; } = [];

    /// <summary>What <c>-LostAfter</c> says.</summary>
    public TimeSpan LostAfter { get; init; } = BatchOptions.DefaultLostAfter;

    /// <summary>What <c>-MaxFailures</c> says.</summary>
    public string? MaxFailures { get; init; }

    /// <summary>What <c>-MaxPending</c> says.</summary>
    public int MaxPending { get; init; } = BatchOptions.DefaultMaxPending;

    /// <summary>What <c>-ThrottleLimit</c> says; null for nothing.</summary>
    public int? Requests { get; init; }

    /// <summary>How long the results of a run are waited for.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Whether runs are given before their results, which makes no sense over a journal.</summary>
    public bool NoWait { get; init; }

    /// <summary>The options of the batch; null for none.</summary>
    /// <param name="given">The names of the parameters that were given.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: they cannot be used.</exception>
    public BatchOptions? Read(ICollection<string> given)
    {
        if (Folder is null)
        {
            string[] names = [nameof(Shard), nameof(Retry), nameof(LostAfter), nameof(MaxFailures), nameof(MaxPending)];
            return names.FirstOrDefault(given.Contains) is { } name
                ? throw new ScaleException(ScaleErrorId.InvalidInput, $"-{name} is about a journal. Add -Journal <folder>.")
                : null;
        }

        if (NoWait)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                "-Journal and -NoWait do not go together: over a journal results are waited for, and it can be stopped at any time. Give the same command again to go on.");
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
