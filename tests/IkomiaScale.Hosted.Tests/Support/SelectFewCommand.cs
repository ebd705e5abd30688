using System.Reflection;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>
/// Lets a few objects through and stops the pipeline, as <c>Select-Object -First</c> does: that is not in the engine's
/// package, and the exception by which it does so is not public.
/// </summary>
[Cmdlet(VerbsCommon.Select, "Few")]
public sealed class SelectFewCommand : PSCmdlet
{
    private static readonly Type Stop = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
    private int _left;

    [Parameter(Mandatory = true, Position = 0)]
    public int Count { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void BeginProcessing() => _left = Count;

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (--_left <= 0)
        {
            throw (Exception)Activator.CreateInstance(Stop, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [this], null)!;
        }
    }
}
