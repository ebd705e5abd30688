using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>How to run a batch with a journal.</summary>
internal sealed class BatchOptions
{
    /// <summary>After this time, a run without a result counts as lost.</summary>
    public static readonly TimeSpan DefaultLostAfter = TimeSpan.FromHours(24);

    /// <summary>The default of <see cref="MaxPending"/>.</summary>
    public const int DefaultMaxPending = 50;

    /// <summary>How many submissions, and how many requests for results, may run at the same time (docs/protocol.md, section 4).</summary>
    public const int MostRequests = 10;

    /// <summary>The folder of the journal.</summary>
    public required string Folder { get; init; }

    /// <summary>The shard to work on.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>The kinds of runs to run again.</summary>
    public IReadOnlyCollection<BatchRetry> Retry { get; init; } = [];

    /// <summary>The age at which a run without a result counts as lost.</summary>
    public TimeSpan LostAfter { get; init; } = DefaultLostAfter;

    /// <summary>How many runs may fail before no more are submitted; null for any number.</summary>
    public FailureLimit? MaxFailures { get; init; }

    /// <summary>The largest number of active runs.</summary>
    public int MaxPending { get; init; } = DefaultMaxPending;

    /// <summary>How many submissions, and how many requests for results, run at the same time.</summary>
    public int Requests { get; init; } = MostRequests;

    /// <summary>How long to wait for the result of a run.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;
}
