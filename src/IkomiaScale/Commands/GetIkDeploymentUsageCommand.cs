using System.Management.Automation;
using IkomiaScale.Administration;

namespace IkomiaScale.Commands;

/// <summary>Returns what deployments used: a row for each product and time.</summary>
[Cmdlet(VerbsCommon.Get, "IkDeploymentUsage", DefaultParameterSetName = NameSet, SupportsPaging = true)]
[OutputType(typeof(IkDeploymentUsage))]
public sealed class GetIkDeploymentUsageCommand : DeploymentCmdlet
{
    private OutputPage? _page;
    private (DateTimeOffset Start, DateTimeOffset End) _span;

    /// <summary>A span of the calendar, in local time; this month by default.</summary>
    [Parameter]
    public UsagePeriod Period { get; set; } = UsagePeriod.Month;

    /// <summary>The beginning, instead of a period.</summary>
    [Parameter]
    public DateTimeOffset? Start { get; set; }

    /// <summary>The end, instead of a period; now by default.</summary>
    [Parameter]
    public DateTimeOffset? End { get; set; }

    /// <summary>Returns one row for each product of a deployment, with the sum of the whole time.</summary>
    [Parameter]
    public SwitchParameter Total { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _page = new OutputPage(PagingParameters);
        _span = Required(Span);
    }

    /// <inheritdoc/>
    private protected override void ProcessDeployment(IkDeployment deployment) => _page!.Write(
        WaitFor(Platform.ReadUsageAsync(deployment, _span.Start, _span.End, Total, StopToken)), WriteObject);

    private (DateTimeOffset Start, DateTimeOffset End) Span()
    {
        var now = DateTimeOffset.Now;
        if (Start is null && End is null)
        {
            return UsageReader.SpanOf(Period, now);
        }

        if (MyInvocation.BoundParameters.ContainsKey(nameof(Period)))
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, "-Period and -Start or -End cannot be used together. Use a period, or -Start and -End.");
        }

        var (start, end) = (Start ?? DateTimeOffset.FromUnixTimeMilliseconds(0), End ?? now);
        return start < end ? (start, end) : throw new ScaleException(
            ScaleErrorId.InvalidInput, $"The start {start:u} is not before the end {end:u}. Use an earlier -Start or a later -End.");
    }
}
