using IkomiaScale.Administration;
using IkomiaScale.Deployments;
using IkomiaScale.Storage;

namespace IkomiaScale;

/// <summary>A connection to one project of Ikomia SCALE.</summary>
public interface IScaleClient : IDisposable
{
    /// <summary>How it connects.</summary>
    ScaleClientOptions Options { get; }

    /// <summary>The project's storage.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the connection has no endpoint, which selects the project.</exception>
    IStorageClient Storage { get; }

    /// <summary>The deployment of the endpoint.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the connection has no endpoint.</exception>
    IDeploymentClient Deployments { get; }

    /// <summary>The platform: projects, workflows and deployments of the account. Needs no endpoint.</summary>
    IAdministrationClient Administration { get; }

    /// <summary>Asks for a JWT now, so that a wrong token or endpoint shows at once. Without an endpoint there is nothing to ask for.</summary>
    /// <exception cref="ScaleException">The service does not give one, or cannot be reached.</exception>
    Task CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>A client for another deployment of the same account. It shares this one's connections and ends with it.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the URL cannot be used.</exception>
    IScaleClient ForEndpoint(Uri endpoint);
}
