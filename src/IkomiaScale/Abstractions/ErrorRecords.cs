using System.Management.Automation;
using IkomiaScale.Errors;

namespace IkomiaScale.Abstractions;

/// <summary>The one place where errors become error records: stable id, PowerShell's category, the real target.</summary>
internal static class ErrorRecords
{
    private const int TargetLimit = 300;

    /// <summary>The record of a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The item that it concerns; what the failure itself names where this is null.</param>
    public static ErrorRecord ToErrorRecord(this ScaleException exception, object? target)
    {
        var record = new ErrorRecord(exception, exception.ErrorId.ToString(), CategoryOf(exception.ErrorId), target ?? exception.Target);

        // The target is the real one, whatever its name is; what some views show of it is safe to print.
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
