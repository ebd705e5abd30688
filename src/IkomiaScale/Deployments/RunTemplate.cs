using IkomiaScale.Connections;
using IkomiaScale.Deployments.Inputs;

namespace IkomiaScale.Deployments;

/// <summary>What all runs of one invocation have in common.</summary>
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

    /// <summary>What is done for each run.</summary>
    public RunJob Job { get; }

    /// <summary>The task and the deployment, for a person.</summary>
    public string Description => $"{_task} at {Client.Options.Endpoint?.GetLeftPart(UriPartial.Path)}";

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ScaleException">They cannot be used.</exception>
    public static RunTemplate Make(IRunArguments arguments, IkConnection connection)
    {
        if (arguments.NoWait && arguments.OutFolder is not null)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                "-NoWait gives runs before there are outputs, so -OutDirectory has nothing to save. " +
                "Use Receive-IkDeploymentRun -Wait | Save-IkDeploymentOutput.");
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

    /// <summary>The limit that <c>-TimeoutSec</c> means.</summary>
    public static TimeSpan TimeoutOf(int seconds) => seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);

    /// <summary>Checks tasks, outputs and parameters before anything is sent.</summary>
    /// <returns>The task, or tasks, whose outputs are given.</returns>
    public async Task<string> CheckAsync(CancellationToken cancellationToken) =>
        _task = await Client.Deployments.CheckAsync(_common, cancellationToken).ConfigureAwait(false);

    /// <summary>What all requests have in common.</summary>
    public RunRequest Common => _common;

    /// <summary>The request for some inputs.</summary>
    public RunRequest With(IReadOnlyList<RunInput> inputs) => _common.With(inputs);
}
