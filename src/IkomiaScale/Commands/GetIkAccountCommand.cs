using System.Management.Automation;
using IkomiaScale.Administration;

namespace IkomiaScale.Commands;

/// <summary>Returns the account of the API token.</summary>
[Cmdlet(VerbsCommon.Get, "IkAccount")]
[OutputType(typeof(IkAccount))]
public sealed class GetIkAccountCommand : PlatformCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ForItem(null, () => WriteObject(WaitFor(Platform.GetAccountAsync(StopToken))));
}
