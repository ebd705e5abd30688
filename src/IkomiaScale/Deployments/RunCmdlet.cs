using System.Collections;
using System.Management.Automation;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>A cmdlet that runs deployments: the parameters that say how, and which outputs it returns.</summary>
public abstract class RunCmdlet : JournalCmdlet, IRunArguments
{
    /// <summary>The task whose outputs are returned and that the parameters are for; the default task by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TaskName { get; set; }

    /// <summary>Parameter values by name. A nested hashtable is for the task that its key names.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskParameterCompleter))]
    [ValidateNotNull]
    public IDictionary? Parameter { get; set; }

    /// <summary>The outputs to return: task names, or hashtables with TaskName, TaskIndex, OutputIndex, and SaveTemporary.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskNameCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Output { get; set; } = [];

    /// <summary>Sends images, and receives outputs, as temporary objects of the storage.</summary>
    [Parameter]
    public SwitchParameter SaveTemporary { get; set; }

    /// <summary>The type of the inputs where neither name nor content shows it: image, video, or the type of a JSON file's data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataType { get; set; }

    /// <summary>The name of the deployment in the connection's profile.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DeploymentNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    /// <summary>Returns the runs when they are submitted, without their results. Receive-IkDeploymentRun returns those.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The longest wait for the results of one run, in seconds; 0 for no limit. The run itself continues.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; } = (int)WaitOptions.DefaultTimeout.TotalSeconds;

    /// <summary>How many runs are in progress at the same time, and how many may start ahead of the last result that was returned.</summary>
    [Parameter]
    [ValidateRange(1, 10)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>Returns results when they are ready instead of in the order of the inputs: no run waits for a slow one before it.</summary>
    [Parameter]
    public SwitchParameter OutOfOrder { get; set; }

    /// <summary>A local folder for a copy of all outputs, with the file names of Save-IkDeploymentOutput.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <inheritdoc/>
    Uri? IRunArguments.Endpoint => DeploymentNames.Resolve(UsedConnection, RunEndpoint, Deployment);

    /// <inheritdoc/>
    bool IRunArguments.SaveTemporary => SaveTemporary;

    /// <inheritdoc/>
    bool IRunArguments.NoWait => NoWait;

    /// <inheritdoc/>
    string? IRunArguments.OutFolder => OutDirectory is null ? null : ProviderPaths.Literal(this, OutDirectory);

    /// <summary>The URL of the deployment to run, from a parameter or the pipeline; null for the connection's.</summary>
    private protected abstract Uri? RunEndpoint { get; }
}
