using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>What came of an input of a batch.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Key">Its key.</param>
internal sealed record BatchOutcome(BatchEnd End, JournalKey Key)
{
    /// <summary>The run; null where none is known.</summary>
    public IkDeploymentRun? Run { get; init; }

    /// <summary>The result; null where there is none.</summary>
    public IkDeploymentResult? Result { get; init; }

    /// <summary>What there is to tell; null for nothing.</summary>
    public ScaleException? Failure { get; init; }

    /// <summary>Whether the journal has the result, so that it can be read again.</summary>
    public bool IsKept { get; init; }
}
