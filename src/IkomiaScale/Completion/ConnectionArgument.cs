using System.Management.Automation;
using IkomiaScale.Connections;

namespace IkomiaScale.Completion;

/// <summary>The connection of a command line.</summary>
internal static class ConnectionArgument
{
    /// <summary>Finds the connection. A profile counts only if it is already connected: pressing Tab must not run the command that returns a token.</summary>
    /// <exception cref="ScaleException">There is no connection.</exception>
    public static IkConnection Resolve(object? given) => SessionConnections.Resolve(
        (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            IkConnection connection => connection,
            string { Length: > 0 } name => IkConnection.Named(name),
            _ => null,
        },
        tokens: null);
}
