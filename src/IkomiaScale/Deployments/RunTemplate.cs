using IkomiaScale.Connections;
using IkomiaScale.Deployments.Inputs;

namespace IkomiaScale.Deployments;

/// <summary>What all runs of one invocation share.</summary>
internal sealed class RunTemplate
{
    private readonly RunRequest _common;
    private string _task = string.Empty;

    private RunTemplate(IScaleClient client, RunRequest common, RunJob job)
    {
        Client = client;
        Job = job;
        _common = common;
    }

    /// <summary>The client of the deployment.</summary>
    public IScaleClient Client { get; }

    /// <summary>Submits and receives each run.</summary>
    public RunJob Job { get; }

    /// <summary>The task and the deployment, for messages.</summary>
    public string Description => $"{_task} at {Client.Options.Endpoint?.GetLeftPart(UriPartial.Path)}";

    /// <summary>Reads the parameters of a cmdlet.</summary>
    /// <exception cref="ScaleException">The parameters cannot be used.</exception>
    public static RunTemplate Make(IRunArguments arguments, IkConnection connection)
    {
        if (arguments.NoWait && arguments.OutFolder is not null)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                "-NoWait returns runs before they have outputs, so -OutDirectory has nothing to save. " +
                "Save the outputs later with Receive-IkDeploymentRun -Wait | Save-IkDeploymentOutput <folder>.");
        }

        var client = EndpointClients.For(connection, arguments.Endpoint);
        var common = new RunRequest
        {
            TaskName = arguments.TaskName,
            Parameters = ParameterArgument.Read(arguments.Parameter),
            Outputs = arguments.Output.Select(OutputArgument.Read).ToList(),
            SaveTemporary = arguments.SaveTemporary,
        };
        var folder = arguments.OutFolder is { } path ? new OutputFolder(new OutputSaver(client.Storage), path) : null;
        return new RunTemplate(client, common, new RunJob(connection, client, RunLedger.OfThisRunspace())
        {
            Wait = !arguments.NoWait,
            Timeout = TimeoutOf(arguments.TimeoutSec),
            OutFolder = folder,
        });
    }

    /// <summary>The time limit for a value of <c>-TimeoutSec</c>.</summary>
    public static TimeSpan TimeoutOf(int seconds) => seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);

    /// <summary>Checks tasks, outputs, and parameters before anything is sent.</summary>
    /// <returns>The task, or tasks, whose outputs are returned.</returns>
    public async Task<string> CheckAsync(CancellationToken cancellationToken) =>
        _task = await Client.Deployments.CheckAsync(_common, cancellationToken).ConfigureAwait(false);

    /// <summary>What all requests share.</summary>
    public RunRequest Common => _common;

    /// <summary>The request for a run on these inputs.</summary>
    public RunRequest With(IReadOnlyList<RunInput> inputs) => _common.With(inputs);
}
