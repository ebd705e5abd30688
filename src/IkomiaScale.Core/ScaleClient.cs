using System.Collections.Concurrent;
using IkomiaScale.Administration;
using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Deployments;
using IkomiaScale.Retries;
using IkomiaScale.Storage;
using IkomiaScale.Wire;

namespace IkomiaScale;

/// <summary>A connection to one project of Ikomia SCALE. Several threads can use it at the same time.</summary>
public sealed class ScaleClient : IScaleClient
{
    private readonly ITransport _transport;
    private readonly TokenProvider? _tokens;
    private readonly IStorageClient? _storage;
    private readonly IDeploymentClient? _deployments;
    private readonly TimeProvider _clock;
    private readonly bool _ownsTransport;
    private readonly ConcurrentBag<ScaleClient> _others = new();

    /// <summary>Creates a client. Nothing is sent yet.</summary>
    /// <param name="options">How to connect.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: an option cannot be used.
    /// <see cref="ScaleErrorId.NotConnected"/>: there is no API token.</exception>
    public ScaleClient(ScaleClientOptions options)
        : this(options, transport: null, TimeProvider.System)
    {
    }

    /// <summary>Creates a client on another transport and clock, for tests and for other endpoints.</summary>
    internal ScaleClient(ScaleClientOptions options, ITransport? transport, TimeProvider clock, bool isOfConnection = true)
    {
        options.Validate();
        Options = options.Copy();
        _clock = clock;
        _ownsTransport = transport is null;
        _transport = transport ?? new FlurlTransport(options.UserAgent, options.InactivityTimeout, options.Network);
        var retries = new RetryPolicy(clock);
        Administration = new AdministrationClient(_transport, retries, Options);
        if (options.Endpoint is { } endpoint)
        {
            _tokens = new TokenProvider(_transport, retries, clock, options.ScaleUrl, endpoint, Options.Token);
            var channel = new ApiChannel(_transport, _tokens, retries, isOfConnection);
            _storage = new StorageClient(channel, retries, options);
            _deployments = new DeploymentClient(channel, _storage, endpoint, options);
        }
    }

    /// <inheritdoc/>
    public ScaleClientOptions Options { get; }

    /// <inheritdoc/>
    public IStorageClient Storage => _storage ?? throw HasNoEndpoint();

    /// <inheritdoc/>
    public IDeploymentClient Deployments => _deployments ?? throw HasNoEndpoint();

    /// <inheritdoc/>
    public IAdministrationClient Administration { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken = default) => _tokens?.GetAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public IScaleClient ForEndpoint(Uri endpoint)
    {
        if (endpoint == Options.Endpoint)
        {
            return this;
        }

        using var token = Options.Token.Copy();
        var client = new ScaleClient(Options.With(endpoint, token), _transport, _clock, isOfConnection: false);
        _others.Add(client);
        return client;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _others)
        {
            client.Dispose();
        }

        _tokens?.Dispose();
        Options.Token.Dispose();
        if (_ownsTransport)
        {
            _transport.Dispose();
        }
    }

    /// <summary>The wire layer, for checks of the connection itself.</summary>
    internal ITransport Transport => _transport;

    /// <summary>The error for operations that need a deployment, on a connection without an endpoint.</summary>
    internal static ScaleException HasNoEndpoint() => new(
        ScaleErrorId.NotConnected,
        "The connection has no endpoint, which selects the deployment and the project's storage. Run: Connect-IkScale -Endpoint <url> -Token <token>, " +
        "or set IKOMIA_ENDPOINT. To try the module without an account, run: Start-IkEmulator")
    {
        IsOfConnection = true,
    };
}
