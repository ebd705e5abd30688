using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>The outcome of one input of a batch.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Key">The key of the run.</param>
internal sealed record BatchOutcome(BatchEnd End, JournalKey Key)
{
    /// <summary>The run; null if there is none.</summary>
    public IkDeploymentRun? Run { get; init; }

    /// <summary>The result; null where there is none.</summary>
    public IkDeploymentResult? Result { get; init; }

    /// <summary>The error to report; null for none.</summary>
    public ScaleException? Failure { get; init; }

    /// <summary>Whether the journal has the result, so that it can be read again.</summary>
    public bool IsKept { get; init; }
}
