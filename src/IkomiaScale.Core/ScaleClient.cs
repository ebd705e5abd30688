using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Deployments;
using IkomiaScale.Retries;
using IkomiaScale.Storage;
using IkomiaScale.Wire;

namespace IkomiaScale;

/// <summary>A connection to one project of Ikomia SCALE. Safe to use from many threads at once.</summary>
public sealed class ScaleClient : IScaleClient
{
    private readonly ITransport _transport;
    private readonly TokenProvider _tokens;
    private readonly TimeProvider _clock;
    private readonly bool _ownsTransport;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">How to connect.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/> or <see cref="ScaleErrorId.NotConnected"/>.</exception>
    public ScaleClient(ScaleClientOptions options)
        : this(options, transport: null, TimeProvider.System)
    {
    }

    /// <summary>Makes a client on another transport and clock.</summary>
    internal ScaleClient(ScaleClientOptions options, ITransport? transport, TimeProvider clock)
    {
        options.Validate();
        Options = options;
        _clock = clock;
        _ownsTransport = transport is null;
        _transport = transport ?? new FlurlTransport(options.UserAgent, options.InactivityTimeout);
        var retries = new RetryPolicy(clock);
        _tokens = new TokenProvider(_transport, retries, clock, options.ScaleUrl, options.Endpoint, options.Token.Copy());
        var channel = new ApiChannel(_transport, _tokens, retries);
        Storage = new StorageClient(channel, retries, options);
        Deployments = new DeploymentClient(channel, Storage, options);
    }

    /// <inheritdoc/>
    public ScaleClientOptions Options { get; }

    /// <inheritdoc/>
    public IStorageClient Storage { get; }

    /// <inheritdoc/>
    public IDeploymentClient Deployments { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken = default) => _tokens.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public IScaleClient ForEndpoint(Uri endpoint) => endpoint == Options.Endpoint
        ? this
        : new ScaleClient(
            new ScaleClientOptions(endpoint, Options.Token)
            {
                ScaleUrl = Options.ScaleUrl,
                StorageUrl = Options.StorageUrl,
                InactivityTimeout = Options.InactivityTimeout,
                AllowInsecure = Options.AllowInsecure,
                UserAgent = Options.UserAgent,
            },
            _transport,
            _clock);

    /// <inheritdoc/>
    public void Dispose()
    {
        _tokens.Dispose();
        if (_ownsTransport)
        {
            _transport.Dispose();
        }
    }
}
