using System.Management.Automation;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Ends the session's connection and forgets its token.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "IkScale")]
public sealed class DisconnectIkScaleCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SessionConnections.Current?.Close();
        SessionConnections.Current = null;
    }
}
