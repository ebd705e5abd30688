using System.Management.Automation;
using IkomiaScale.Administration;

namespace IkomiaScale.Commands;

/// <summary>Shows the account that the API token is of.</summary>
[Cmdlet(VerbsCommon.Get, "IkAccount")]
[OutputType(typeof(IkAccount))]
public sealed class GetIkAccountCommand : PlatformCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ForItem(null, () => WriteObject(WaitFor(Platform.GetAccountAsync(StopToken))));
}
