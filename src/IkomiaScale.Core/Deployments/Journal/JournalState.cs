namespace IkomiaScale.Deployments.Journal;

/// <summary>How far a run of a journal is. The order is that of a run's life.</summary>
internal enum JournalState
{
    /// <summary>It is about to be sent. Found again after a crash: nobody knows whether it was.</summary>
    Intended,

    /// <summary>The service has it, and its uuid is known.</summary>
    Submitted,

    /// <summary>Its results were just being asked for. Found again after a crash: they may have been taken and lost.</summary>
    Receiving,

    /// <summary>Its results are in the folder.</summary>
    Received,

    /// <summary>The workflow failed, or the run was refused before it began.</summary>
    Failed,

    /// <summary>The service has no results of it, or they broke off on their way.</summary>
    Lost,
}
