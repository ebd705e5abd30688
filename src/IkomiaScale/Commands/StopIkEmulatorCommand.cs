using System.Management.Automation;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Stops the emulator that this session started, and closes the connection to it.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IkEmulator", SupportsShouldProcess = true)]
public sealed class StopIkEmulatorCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (SessionConnections.Emulator is not { } emulator || !ShouldProcess(emulator.Address.ToString(), "Stop emulator"))
        {
            return;
        }

        if (SessionConnections.Current is { } connection && connection.Endpoint == emulator.Address)
        {
            connection.Close();
            SessionConnections.Current = null;
        }

        emulator.Dispose();
        SessionConnections.Emulator = null;
    }
}
