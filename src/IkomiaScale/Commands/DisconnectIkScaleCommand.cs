using System.Management.Automation;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Closes the session's connections, also those from profiles and from the environment, and erases their tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "IkScale")]
public sealed class DisconnectIkScaleCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SessionConnections.Forget();
    }
}
