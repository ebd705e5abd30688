using System.Management.Automation;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Ends the session's connections, also those that were made by name or from the environment, and forgets their tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "IkScale")]
public sealed class DisconnectIkScaleCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SessionConnections.Forget();
    }
}
