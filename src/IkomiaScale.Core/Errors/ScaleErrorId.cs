namespace IkomiaScale;

/// <summary>
/// The stable names of all errors. Scripts compare with them: <c>FullyQualifiedErrorId</c> of the cmdlets starts with the
/// name of the value. Names are never changed or reused. <c>docs/troubleshooting.md</c> has a section for each.
/// </summary>
public enum ScaleErrorId
{
    /// <summary>No connection is open, and the environment does not describe one.</summary>
    NotConnected,

    /// <summary>The service does not accept the token (HTTP 401).</summary>
    Unauthorized,

    /// <summary>The token is valid, but its account may not do this (HTTP 403).</summary>
    Forbidden,

    /// <summary>The deployment does not exist, or belongs to another account.</summary>
    DeploymentNotFound,

    /// <summary>An object in the storage, or a local file that was named, does not exist.</summary>
    ObjectNotFound,

    /// <summary>The path already has an object, and overwriting was not requested.</summary>
    ObjectExists,

    /// <summary>The local file already exists, and overwriting was not requested.</summary>
    FileExists,

    /// <summary>A local path or a path in the storage cannot be used: malformed, outside the destination, or of the wrong kind.</summary>
    InvalidPath,

    /// <summary>The operation needs a path, and a temporary object has none.</summary>
    TemporaryObject,

    /// <summary>The content that arrived is not the content that was sent: sha256 or size differ.</summary>
    ChecksumMismatch,

    /// <summary>A quota of the plan is used up (HTTP 402 or 507).</summary>
    QuotaExceeded,

    /// <summary>The service refuses a content of this size (HTTP 413).</summary>
    PayloadTooLarge,

    /// <summary>The service limits requests (HTTP 429), and waiting did not help.</summary>
    RateLimited,

    /// <summary>The service cannot answer now (HTTP 5xx), and waiting did not help.</summary>
    ServiceUnavailable,

    /// <summary>No connection could be made, or it broke.</summary>
    NetworkError,

    /// <summary>No byte moved for the inactivity limit, or a run was not finished in time.</summary>
    Timeout,

    /// <summary>The answer does not have the form of the protocol (docs/protocol.md).</summary>
    InvalidResponse,

    /// <summary>The workflow has no task of this name.</summary>
    TaskNotFound,

    /// <summary>The workflow has several tasks of this name.</summary>
    AmbiguousTask,

    /// <summary>The task has no parameter of this name.</summary>
    ParameterNotFound,

    /// <summary>Neither name nor content type says whether the input is an image, a video or something else.</summary>
    CannotInferDataType,

    /// <summary>An argument or input cannot be used, or the service refuses it.</summary>
    InvalidInput,

    /// <summary>The workflow ran and failed.</summary>
    WorkflowFailed,

    /// <summary>The service has no result for the run: the uuid is unknown, the result expired, or it was fetched before.</summary>
    NoResults,

    /// <summary>The operation was canceled.</summary>
    Cancelled,

    /// <summary>
    /// The sync did not start: a side could not be listed completely, or the plan deletes more than is allowed. Nothing was
    /// changed.
    /// </summary>
    SyncRefused,

    /// <summary>A file changed while it was read or sent.</summary>
    SourceChanged,

    /// <summary>Nobody knows whether the run was started: the journal says that it was about to be sent, and nothing after that.</summary>
    RunInDoubt,

    /// <summary>Another process writes to the journal.</summary>
    JournalInUse,

    /// <summary>The journal has a line, or lacks a file, that no crash explains.</summary>
    JournalDamaged,

    /// <summary>The file of profiles cannot be used: it has another form, or other users may write to it.</summary>
    ProfileDamaged,
}
