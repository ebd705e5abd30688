using System.Collections;
using System.Management.Automation;
using IkomiaScale.Reports;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>Adds to a report what comes through the pipeline: results, runs, failures, and files of saved outputs. Only on the pipeline thread.</summary>
internal static class ReportInput
{
    /// <summary>What an argument holds: the items of a list, else itself.</summary>
    public static IEnumerable<object?> Items(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        IEnumerable items and not string => items.Cast<object?>().SelectMany(Items),
        var single => [single],
    };

    /// <summary>Adds one thing.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is nothing that a report shows.</exception>
    public static async Task AddAsync(DeploymentReport report, PSCmdlet cmdlet, object? value, CancellationToken stop)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case IkDeploymentResult result:
                await report.AddAsync(result, stop).ConfigureAwait(false);
                break;
            case IkDeploymentRun run:
                var isFailed = run.Problem is not null || run.State is "Failed" or "Lost" or "FAILURE";
                await report.AddWithoutResultAsync(run.Input, run.Uuid, run.TaskName, run.Problem ?? $"There is no result yet; the state is {run.State}.", isFailed, stop).ConfigureAwait(false);
                break;
            case ErrorRecord error:
                await report.AddWithoutResultAsync(NameOf(error), RunOf(error)?.Uuid, RunOf(error)?.TaskName, error.Exception.Message, isFailed: true, stop).ConfigureAwait(false);
                break;
            case FileInfo file:
                await report.AddSavedAsync(file.FullName, stop).ConfigureAwait(false);
                break;
            case string path:
                await report.AddSavedAsync(ProviderPaths.Literal(cmdlet, path), stop).ConfigureAwait(false);
                break;
            case var other:
                throw new ScaleException(
                    ScaleErrorId.InvalidInput,
                    $"'{other}' is nothing that a report shows. Pipe what Invoke-IkDeployment or Receive-IkDeploymentRun gives, or files that Save-IkDeploymentOutput has written.");
        }
    }

    private static IkDeploymentRun? RunOf(ErrorRecord error) => (error.TargetObject is PSObject wrapped ? wrapped.BaseObject : error.TargetObject) as IkDeploymentRun;

    private static string NameOf(ErrorRecord error) => (error.TargetObject is PSObject wrapped ? wrapped.BaseObject : error.TargetObject) switch
    {
        IkDeploymentRun run => run.Input ?? run.Uuid,
        FileSystemInfo file => file.FullName,
        null => error.FullyQualifiedErrorId.Split(',')[0],
        var other => other.ToString() ?? string.Empty,
    };
}
