using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Estimates how long a run takes after it starts.</summary>
internal sealed class RunEstimate(TaskCatalog catalog, RecordedResults player)
{
    public TimeSpan Of(RunRequest request, Deployment deployment) => deployment.Recording is { } recording
        ? player.ExpectedDuration(recording)
        : !deployment.IsBuiltIn ? TimeSpan.Zero : request.Outputs
            .Select(output => output.Task)
            .Distinct()
            .Aggregate(TimeSpan.Zero, (sum, task) => sum + catalog.Find(task.Name).ExpectedDuration(request.ParametersOf(task)));
}
