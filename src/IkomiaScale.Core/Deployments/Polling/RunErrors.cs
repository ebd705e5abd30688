using System.Globalization;

namespace IkomiaScale.Deployments.Polling;

/// <summary>The errors of a run. Each message says how to find the run again.</summary>
internal static class RunErrors
{
    /// <summary>The message for a failed run on an older page of the official documentation (docs/protocol.md, section 4).</summary>
    private const string OlderFailure = "Workflow Run Error";

    /// <summary>Whether the answer says that the workflow failed, not that the service could not answer.</summary>
    public static bool IsWorkflowFailure(ScaleException failure) =>
        failure.StatusCode == 520
        || (failure.StatusCode == 500 && failure.Detail?.IndexOf(OlderFailure, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The error for a failed workflow.</summary>
    public static ScaleException WorkflowFailed(IkDeploymentRun run, string? detail, Exception? cause = null) =>
        new ScaleException(ScaleErrorId.WorkflowFailed, $"Run '{run.Uuid}'{On(run)} failed: {(detail ?? "the service did not say why").TrimEnd('.')}.", cause)
        {
            StatusCode = (cause as ScaleException)?.StatusCode,
            Detail = detail,
            Target = run.Uuid,
        };

    /// <summary>The error for a request for a result that failed for good.</summary>
    public static ScaleException From(ScaleException failure, IkDeploymentRun run)
    {
        if (IsWorkflowFailure(failure))
        {
            return WorkflowFailed(run, failure.Detail, failure);
        }

        if (failure.ErrorId == ScaleErrorId.NoResults)
        {
            return new ScaleException(
                ScaleErrorId.NoResults,
                $"There is no result of run '{run.Uuid}'{On(run)}: the run is unknown, or its result expired or was received before. " +
                "The service returns a result once; run the input again.",
                failure)
            {
                StatusCode = failure.StatusCode,
                Detail = failure.Detail,
                Target = run.Uuid,
            };
        }

        return new ScaleException(failure.ErrorId, $"The wait for run '{run.Uuid}'{On(run)} ended: {failure.Message} {HowToReceive(run)}", failure)
        {
            StatusCode = failure.StatusCode,
            Detail = failure.Detail,
            Target = run.Uuid,
            IsTransient = failure.IsTransient,
        };
    }

    /// <summary>The error for a wait that took too long.</summary>
    /// <param name="run">The run.</param>
    /// <param name="timeout">The timeout of the caller.</param>
    /// <param name="lastFailure">Why the last request failed; null if it had an answer.</param>
    public static ScaleException TimedOut(IkDeploymentRun run, TimeSpan timeout, ScaleException? lastFailure) =>
        new ScaleException(ScaleErrorId.Timeout,
            $"Run '{run.Uuid}'{On(run)} has no result after " +
            $"{timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s. {HowToReceive(run)} " +
            (lastFailure is null
                ? "(The service answers the same for a run that is unknown or whose result was received before.)"
                : $"(The last request for it failed: {lastFailure.Message})"),
            lastFailure)
        {
            Target = run.Uuid,
        };

    /// <summary>How to receive the result later.</summary>
    public static string HowToReceive(IkDeploymentRun run) => run.Journal is { } journal
        ? $"The run continues. To receive its result, run the same command again, or: Get-IkDeploymentRun -Journal '{journal}' | Receive-IkDeploymentRun -Wait"
        : "The run continues. To receive its result, run: " +
          $"Receive-IkDeploymentRun -Uuid {run.Uuid} -Endpoint {run.Endpoint?.GetLeftPart(UriPartial.Path)} -Wait";

    private static string On(IkDeploymentRun run) => run.Input is null ? string.Empty : $" on {run.Input}";
}
