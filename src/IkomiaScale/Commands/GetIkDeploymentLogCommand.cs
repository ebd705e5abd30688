using System.Management.Automation;
using IkomiaScale.Administration;
using IkomiaScale.Completion;

namespace IkomiaScale.Commands;

/// <summary>Reads the logs of deployments, and follows the one of a deployment.</summary>
[Cmdlet(VerbsCommon.Get, "IkDeploymentLog", DefaultParameterSetName = NameSet, SupportsPaging = true)]
[OutputType(typeof(IkDeploymentLog))]
public sealed class GetIkDeploymentLogCommand : DeploymentCmdlet
{
    private readonly List<IkDeployment> _followed = [];
    private OutputPage? _page;

    /// <summary>From when on; without it what the platform gives.</summary>
    [Parameter]
    public DateTimeOffset? Start { get; set; }

    /// <summary>Until when; without it until now.</summary>
    [Parameter]
    public DateTimeOffset? End { get; set; }

    /// <summary>Only lines of this level: INFO, WARNING, ERROR.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KnownValueCompleter))]
    public string? Level { get; set; }

    /// <summary>Waits for more at the end, until Ctrl+C, -First or -End. Of one deployment.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>How many seconds to wait between two questions.</summary>
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
                $"-Follow follows the log of one deployment, and these are {_followed.Count}: {string.Join("; ", _followed.Select(deployment => deployment.Description))}. Say which with -Workflow, -Provider, -Region or -Flavour."));
            return;
        }

        _followed.ForEach(deployment => ForItem(deployment, () => Page.Write(Read(deployment), WriteObject)));
    }

    private IEnumerable<IkDeploymentLog> Read(IkDeployment deployment) => Enumerate(Platform.ReadLogsAsync(
        deployment,
        new LogQuery { Start = Start, End = End, Level = Level, Follow = Follow, Interval = TimeSpan.FromSeconds(IntervalSec) },
        StopToken));
}
