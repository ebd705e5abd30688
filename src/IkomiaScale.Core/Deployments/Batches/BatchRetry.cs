namespace IkomiaScale.Deployments;

/// <summary>Which runs of a journal to run again, although they may cost again.</summary>
public enum BatchRetry
{
    /// <summary>Runs that failed.</summary>
    Failed,

    /// <summary>Runs that may or may not have started.</summary>
    InDoubt,

    /// <summary>Runs whose result the service no longer has.</summary>
    Lost,
}
