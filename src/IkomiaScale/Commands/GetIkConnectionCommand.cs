using System.Management.Automation;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Gives the session's connection, or nothing.</summary>
[Cmdlet(VerbsCommon.Get, "IkConnection")]
[OutputType(typeof(IkConnection))]
public sealed class GetIkConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (SessionConnections.Current is { } connection)
        {
            connection.IsGivenOut = true;
            WriteObject(connection);
        }
    }
}
