using System.Management.Automation;
using IkomiaScale.Connections;

namespace IkomiaScale.Completion;

/// <summary>The connection that a command line is about.</summary>
internal static class ConnectionArgument
{
    /// <summary>Finds it; by its name only where it has been made: pressing Tab must not run the command that gives a token.</summary>
    /// <exception cref="ScaleException">There is none.</exception>
    public static IkConnection Resolve(object? given) => SessionConnections.Resolve(
        (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            IkConnection connection => connection,
            string { Length: > 0 } name => IkConnection.Named(name),
            _ => null,
        },
        tokens: null);
}
