using System.Collections;
using System.Management.Automation;
using IkomiaScale.Reports;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>Adds objects from the pipeline to a report: results, runs, errors, and files of saved outputs. Use it only on the pipeline thread.</summary>
internal static class ReportInput
{
    /// <summary>The items of a list, or the argument itself if it is no list.</summary>
    public static IEnumerable<object?> Items(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        IEnumerable items and not string => items.Cast<object?>().SelectMany(Items),
        var single => [single],
    };

    /// <summary>Adds one object.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a report cannot show the object.</exception>
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
                    $"'{other}' cannot be part of a report. Pipe in the output of Invoke-IkDeployment or Receive-IkDeploymentRun, or files from Save-IkDeploymentOutput.");
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
