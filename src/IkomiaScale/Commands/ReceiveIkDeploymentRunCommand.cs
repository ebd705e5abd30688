using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Deployments;

namespace IkomiaScale.Commands;

/// <summary>Receives the results of runs, or returns their current state. The service returns the results of a run only once.</summary>
[Cmdlet(VerbsCommunications.Receive, "IkDeploymentRun", DefaultParameterSetName = "Run")]
[OutputType(typeof(IkDeploymentResult), typeof(IkDeploymentRun))]
public sealed class ReceiveIkDeploymentRunCommand : ConnectedCmdlet
{
    private RunBatch? _batch;
    private RunLedger? _ledger;
    private JournalReceiver? _journals;

    /// <summary>Runs that Invoke-IkDeployment -NoWait or Get-IkDeploymentRun returned, also after Import-Clixml or ConvertFrom-Json.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Run")]
    [RunArgument]
    [ValidateNotNullOrEmpty]
    public IkDeploymentRun[] Run { get; set; } = [];

    /// <summary>The uuids of runs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Uuid")]
    [ValidateNotNullOrEmpty]
    public string[] Uuid { get; set; } = [];

    /// <summary>The URL of their deployment; the connection's by default.</summary>
    [Parameter(ParameterSetName = "Uuid")]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The name of the deployment in the connection's profile.</summary>
    [Parameter(ParameterSetName = "Uuid")]
    [ArgumentCompleter(typeof(DeploymentNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    /// <summary>Waits for the results. Without it the cmdlet returns an unfinished run with its current state.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest wait for the results of one run, in seconds; 0 for no limit. The run itself continues.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; } = (int)WaitOptions.DefaultTimeout.TotalSeconds;

    /// <summary>How many runs are asked about at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 10)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    private protected override bool NeedsEndpoint => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _ledger = RunLedger.OfThisRunspace();
        _batch = new RunBatch(this, _ledger, ThrottleLimit, inOrder: false, "Receiving", StopToken);
        _journals = new JournalReceiver(this, endpoint => EndpointClients.For(UsedConnection, endpoint), UsedConnection.UseOn, StopToken)
        {
            Timeout = Wait ? RunTemplate.TimeoutOf(TimeoutSec) : TimeSpan.Zero,
            Requests = ThrottleLimit,
        };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Array.ForEach(Run, run => ForItem(run, () => Receive(run)));
        Array.ForEach(Uuid, uuid => ForItem(uuid, () => Receive(new IkDeploymentRun { Uuid = uuid, Endpoint = DeploymentNames.Resolve(UsedConnection, Endpoint, Deployment) })));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _batch!.Complete();
        _journals!.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _batch?.Dispose();
        _journals?.Dispose();
    }

    private void Receive(IkDeploymentRun run)
    {
        if (run is { Journal: not null, Key: not null })
        {
            _journals!.Receive(run);
            return;
        }

        var client = EndpointClients.For(UsedConnection, run.Endpoint);
        var job = new RunJob(UsedConnection, client, _ledger!) { Wait = Wait, Timeout = RunTemplate.TimeoutOf(TimeoutSec) };
        var progress = new RunProgress(run.Input ?? run.Uuid);
        _batch!.Add(run, progress, token => job.ReceiveAsync(run, progress, token));
    }
}
