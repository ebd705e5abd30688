using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace IkomiaScale.Connections;

/// <summary>
/// The clients of connections for other deployments. They live as long as the connection, so that several cmdlets share a
/// workflow and a JWT.
/// </summary>
internal static class EndpointClients
{
    private static readonly ConditionalWeakTable<IkConnection, ConcurrentDictionary<Uri, IScaleClient>> Clients = new();

    /// <summary>The client for a deployment; the connection's own for null.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the URL cannot be used.</exception>
    public static IScaleClient For(IkConnection connection, Uri? endpoint) => endpoint is null
        ? connection.Client
        : Clients.GetOrCreateValue(connection).GetOrAdd(endpoint, connection.Client.ForEndpoint);
}
