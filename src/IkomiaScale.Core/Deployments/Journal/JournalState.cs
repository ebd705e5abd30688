namespace IkomiaScale.Deployments.Journal;

/// <summary>The state of a run in a journal, in the order of its life.</summary>
internal enum JournalState
{
    /// <summary>It is about to be sent. After a crash, nobody knows whether it was.</summary>
    Intended,

    /// <summary>The service accepted it, and its uuid is known.</summary>
    Submitted,

    /// <summary>Its result is being requested. After a crash, the result may have been returned and lost.</summary>
    Receiving,

    /// <summary>Its result is in the folder.</summary>
    Received,

    /// <summary>The workflow failed, or the run was refused before it started.</summary>
    Failed,

    /// <summary>The service has no result, or the connection broke while it was returned.</summary>
    Lost,
}
