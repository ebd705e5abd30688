using System.Globalization;

namespace IkomiaScale.Deployments.Polling;

/// <summary>Failures of a run, told so that the run can be found again.</summary>
internal static class RunErrors
{
    /// <summary>What an older page of the service's documentation shows for a run that failed (PROTOCOL 4).</summary>
    private const string OlderFailure = "Workflow Run Error";

    /// <summary>Whether the answer says that the workflow failed, and not that the service could not answer.</summary>
    public static bool IsWorkflowFailure(ScaleException failure) =>
        failure.StatusCode == 520
        || (failure.StatusCode == 500 && failure.Detail?.IndexOf(OlderFailure, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The workflow failed.</summary>
    public static ScaleException WorkflowFailed(IkDeploymentRun run, string? detail, Exception? cause = null) =>
        new(ScaleErrorId.WorkflowFailed, $"Run '{run.Uuid}'{On(run)} failed: {(detail ?? "the service does not say why").TrimEnd('.')}.", cause)
        {
            StatusCode = (cause as ScaleException)?.StatusCode,
            Detail = detail,
            Target = run.Uuid,
        };

    /// <summary>A question for results failed for good.</summary>
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
                $"There are no results of run '{run.Uuid}'{On(run)}: it is unknown, or its results have expired or were fetched before " +
                "(the service gives them once). Run it again.",
                failure)
            {
                StatusCode = failure.StatusCode,
                Detail = failure.Detail,
                Target = run.Uuid,
            };
        }

        return new ScaleException(failure.ErrorId, $"Waiting for run '{run.Uuid}'{On(run)} ended: {failure.Message} {GoesOn(run)}", failure)
        {
            StatusCode = failure.StatusCode,
            Detail = failure.Detail,
            Target = run.Uuid,
            IsTransient = failure.IsTransient,
        };
    }

    /// <summary>It took longer than the caller wants to wait.</summary>
    /// <param name="run">The run.</param>
    /// <param name="timeout">How long the caller waited.</param>
    /// <param name="lastFailure">Why the last question got no answer; null where it got one.</param>
    public static ScaleException TimedOut(IkDeploymentRun run, TimeSpan timeout, ScaleException? lastFailure) =>
        new(ScaleErrorId.Timeout,
            $"Run '{run.Uuid}'{On(run)} gave no results within " +
            $"{timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s. {GoesOn(run)} " +
            (lastFailure is null
                ? "(The service says the same of a run that is unknown or whose results were fetched before.)"
                : $"(The last question for it failed: {lastFailure.Message})"),
            lastFailure)
        {
            Target = run.Uuid,
        };

    /// <summary>Where the run is, and how to get at it later.</summary>
    public static string GoesOn(IkDeploymentRun run) => run.Journal is { } journal
        ? $"The run goes on, and the journal knows it: give the same command again, or use Get-IkDeploymentRun -Journal '{journal}' | Receive-IkDeploymentRun -Wait"
        : "The run goes on; receive it later with: " +
          $"Receive-IkDeploymentRun -Uuid {run.Uuid} -Endpoint {run.Endpoint?.GetLeftPart(UriPartial.Path)} -Wait";

    private static string On(IkDeploymentRun run) => run.Input is null ? string.Empty : $" on {run.Input}";
}
