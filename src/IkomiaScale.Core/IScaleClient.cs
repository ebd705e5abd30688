using IkomiaScale.Administration;
using IkomiaScale.Deployments;
using IkomiaScale.Storage;

namespace IkomiaScale;

/// <summary>A connection to one project of Ikomia SCALE.</summary>
public interface IScaleClient : IDisposable
{
    /// <summary>How the client connects. It is a copy that holds its own API token.</summary>
    ScaleClientOptions Options { get; }

    /// <summary>The storage of the project.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the connection has no endpoint, which selects the project.</exception>
    IStorageClient Storage { get; }

    /// <summary>The deployment at the endpoint.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the connection has no endpoint.</exception>
    IDeploymentClient Deployments { get; }

    /// <summary>The platform: projects, workflows and deployments of the account. It needs no endpoint.</summary>
    IAdministrationClient Administration { get; }

    /// <summary>
    /// Requests a JWT now, so that a wrong token or endpoint shows immediately. Without an endpoint nothing is requested.
    /// </summary>
    /// <exception cref="ScaleException">The service does not return a token, or cannot be reached.</exception>
    Task CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a client for another deployment of the same account. It uses the connections of this client and is disposed
    /// with it.
    /// </summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the URL cannot be used.</exception>
    IScaleClient ForEndpoint(Uri endpoint);
}
