namespace IkomiaScale.Deployments;

/// <summary>What of a journal is run again although it may cost again.</summary>
public enum BatchRetry
{
    /// <summary>Runs that failed.</summary>
    Failed,

    /// <summary>Runs of which nobody knows whether they were started.</summary>
    InDoubt,

    /// <summary>Runs whose results the service does not have any more.</summary>
    Lost,
}
