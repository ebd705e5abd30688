using System.Management.Automation;
using IkomiaScale.Errors;

namespace IkomiaScale.Abstractions;

/// <summary>Turns errors into error records, with a stable id, PowerShell's category, and the real target. Nothing else does.</summary>
internal static class ErrorRecords
{
    private const int TargetLimit = 300;

    /// <summary>The record of a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The item that failed; null for the target that the failure itself names.</param>
    public static ErrorRecord ToErrorRecord(this ScaleException exception, object? target)
    {
        var record = new ErrorRecord(exception, exception.ErrorId.ToString(), CategoryOf(exception.ErrorId), target ?? exception.Target);

        // Some views print the target's name, and a name may hold control characters. The target object stays unchanged.
        record.CategoryInfo.TargetName = Printable.OneLine(record.CategoryInfo.TargetName ?? string.Empty, TargetLimit);
        return record;
    }

    private static ErrorCategory CategoryOf(ScaleErrorId errorId) => errorId switch
    {
        ScaleErrorId.NotConnected or ScaleErrorId.NetworkError => ErrorCategory.ConnectionError,
        ScaleErrorId.Unauthorized => ErrorCategory.AuthenticationError,
        ScaleErrorId.Forbidden => ErrorCategory.PermissionDenied,
        ScaleErrorId.DeploymentNotFound or ScaleErrorId.ObjectNotFound or ScaleErrorId.TaskNotFound
            or ScaleErrorId.ParameterNotFound or ScaleErrorId.NoResults => ErrorCategory.ObjectNotFound,
        ScaleErrorId.ObjectExists or ScaleErrorId.FileExists => ErrorCategory.ResourceExists,
        ScaleErrorId.InvalidPath or ScaleErrorId.InvalidInput or ScaleErrorId.AmbiguousTask
            or ScaleErrorId.CannotInferDataType => ErrorCategory.InvalidArgument,
        ScaleErrorId.TemporaryObject or ScaleErrorId.SyncRefused => ErrorCategory.InvalidOperation,
        ScaleErrorId.SourceChanged => ErrorCategory.ResourceBusy,
        ScaleErrorId.ChecksumMismatch or ScaleErrorId.InvalidResponse => ErrorCategory.InvalidData,
        ScaleErrorId.QuotaExceeded => ErrorCategory.QuotaExceeded,
        ScaleErrorId.PayloadTooLarge => ErrorCategory.LimitsExceeded,
        ScaleErrorId.RateLimited or ScaleErrorId.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        ScaleErrorId.Timeout => ErrorCategory.OperationTimeout,
        ScaleErrorId.WorkflowFailed => ErrorCategory.InvalidResult,
        ScaleErrorId.RunInDoubt => ErrorCategory.InvalidOperation,
        ScaleErrorId.JournalInUse => ErrorCategory.ResourceBusy,
        ScaleErrorId.JournalDamaged or ScaleErrorId.ProfileDamaged => ErrorCategory.InvalidData,
        ScaleErrorId.Cancelled => ErrorCategory.OperationStopped,
        _ => ErrorCategory.NotSpecified,
    };
}
