using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>How a batch is run over its journal.</summary>
internal sealed class BatchOptions
{
    /// <summary>After this long the service is not believed any more that a run is not done.</summary>
    public static readonly TimeSpan DefaultLostAfter = TimeSpan.FromHours(24);

    /// <summary>How many runs may be under way.</summary>
    public const int DefaultMaxPending = 50;

    /// <summary>How many submissions, and how many questions, the service takes at a time (PROTOCOL 4).</summary>
    public const int MostRequests = 10;

    /// <summary>The journal's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The part of the batch that is worked on.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>What is run again.</summary>
    public IReadOnlyCollection<BatchRetry> Retry { get; init; } = [];

    /// <summary>How old a run without a result may become.</summary>
    public TimeSpan LostAfter { get; init; } = DefaultLostAfter;

    /// <summary>How many runs may fail before no more is submitted; null for any number.</summary>
    public FailureLimit? MaxFailures { get; init; }

    /// <summary>How many runs may be under way.</summary>
    public int MaxPending { get; init; } = DefaultMaxPending;

    /// <summary>How many submissions, and how many questions, are under way at a time.</summary>
    public int Requests { get; init; } = MostRequests;

    /// <summary>How long the results of a run are waited for.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;
}
