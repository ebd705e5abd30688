using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Returns the log lines of deployments, and follows the log of one.</summary>
[Cmdlet(VerbsCommon.Get, "IkDeploymentLog", DefaultParameterSetName = NameSet, SupportsPaging = true)]
[OutputType(typeof(IkDeploymentLog))]
public sealed class GetIkDeploymentLogCommand : DeploymentCmdlet
{
    private readonly List<IkDeployment> _followed = [];
    private OutputPage? _page;

    /// <summary>The beginning; by default the platform decides.</summary>
    [Parameter]
    public DateTimeOffset? Start { get; set; }

    /// <summary>The end; now by default.</summary>
    [Parameter]
    public DateTimeOffset? End { get; set; }

    /// <summary>Only lines of this level: INFO, WARNING, ERROR.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Level { get; set; }

    /// <summary>Waits for new lines of one deployment, until Ctrl+C, -First, or -End.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>The wait between two requests, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int IntervalSec { get; set; } = 10;

    private OutputPage Page => _page ??= new OutputPage(PagingParameters);

    /// <inheritdoc/>
    private protected override void ProcessDeployment(IkDeployment deployment)
    {
        if (Follow)
        {
            _followed.Add(deployment);
        }
        else
        {
            Page.Write(Read(deployment), WriteObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_followed.Count > 1)
        {
            ForItem(null, () => throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"-Follow follows the log of one deployment, and these are {_followed.Count}: {string.Join("; ", _followed.Select(deployment => deployment.Description))}. Choose one with -Workflow, -Provider, -Region, or -Flavour."));
            return;
        }

        _followed.ForEach(deployment => ForItem(deployment, () => Page.Write(Read(deployment), WriteObject)));
    }

    private IEnumerable<IkDeploymentLog> Read(IkDeployment deployment) => Enumerate(Platform.ReadLogsAsync(
        deployment,
        new LogQuery { Start = Start, End = End, Level = Level, Follow = Follow, Interval = TimeSpan.FromSeconds(IntervalSec) },
        StopToken));
}
