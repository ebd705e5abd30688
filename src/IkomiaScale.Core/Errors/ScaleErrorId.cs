namespace IkomiaScale;

/// <summary>
/// The stable names of everything that can go wrong. Scripts compare with them: the cmdlets'
/// <c>FullyQualifiedErrorId</c> starts with the name of the value. Names are never changed or reused.
/// </summary>
public enum ScaleErrorId
{
    /// <summary>There is no connection, and the environment does not describe one.</summary>
    NotConnected,

    /// <summary>The service does not accept the token.</summary>
    Unauthorized,

    /// <summary>The token is good, but not for this.</summary>
    Forbidden,

    /// <summary>The deployment does not exist, or not on this account.</summary>
    DeploymentNotFound,

    /// <summary>A stored object, or a local file that was named, does not exist.</summary>
    ObjectNotFound,

    /// <summary>A stored object is already there and was not to be overwritten.</summary>
    ObjectExists,

    /// <summary>A local file is already there and was not to be overwritten.</summary>
    FileExists,

    /// <summary>A local or remote path cannot be used: malformed, outside the destination, or of the wrong kind.</summary>
    InvalidPath,

    /// <summary>The operation needs a path, and a temporary object has none.</summary>
    TemporaryObject,

    /// <summary>What arrived is not what was sent: sha256 or size differ.</summary>
    ChecksumMismatch,

    /// <summary>A quota of the plan is used up.</summary>
    QuotaExceeded,

    /// <summary>The service refuses a body of this size.</summary>
    PayloadTooLarge,

    /// <summary>Too many requests, and waiting did not help.</summary>
    RateLimited,

    /// <summary>The service answered that it cannot answer now (5xx), and waiting did not help.</summary>
    ServiceUnavailable,

    /// <summary>No connection, or it broke.</summary>
    NetworkError,

    /// <summary>Nothing moved for longer than the inactivity limit, or a run was not done in time.</summary>
    Timeout,

    /// <summary>The answer is not of the form that the protocol says.</summary>
    InvalidResponse,

    /// <summary>The workflow has no task of this name.</summary>
    TaskNotFound,

    /// <summary>The workflow has several tasks of this name.</summary>
    AmbiguousTask,

    /// <summary>The task has no parameter of this name.</summary>
    ParameterNotFound,

    /// <summary>Nothing tells whether the input is an image, a video or something else.</summary>
    CannotInferDataType,

    /// <summary>An argument or input cannot be used, or the service refuses it.</summary>
    InvalidInput,

    /// <summary>The workflow ran and failed.</summary>
    WorkflowFailed,

    /// <summary>The results of the run are not there: unknown, expired or already fetched.</summary>
    NoResults,

    /// <summary>The operation was ended before it was done.</summary>
    Cancelled,

    /// <summary>A sync was not begun: a side could not be read whole, or it would delete more than is allowed. Nothing was changed.</summary>
    SyncRefused,

    /// <summary>A file changed while it was read or sent.</summary>
    SourceChanged,

    /// <summary>Nobody knows whether a run was started: it is in the journal as about to be sent, and no more.</summary>
    RunInDoubt,

    /// <summary>Another process writes to the journal.</summary>
    JournalInUse,

    /// <summary>A journal has a line, or lacks a file, that no crash explains.</summary>
    JournalDamaged,

    /// <summary>The file of connection profiles cannot be used as it is: it is no such file, or others may write to it.</summary>
    ProfileDamaged,
}
