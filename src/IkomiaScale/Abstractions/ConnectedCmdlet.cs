using System.Management.Automation;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Throttling;

namespace IkomiaScale.Abstractions;

/// <summary>A cmdlet that uses the service: over <c>-Connection</c>, then the session's connection, then the one that the environment describes.</summary>
public abstract class ConnectedCmdlet : CancellableCmdlet
{
    private IkConnection? _used;
    private IDisposable? _use;

    /// <summary>
    /// The connection to use, or the name of its profile. By default the session's, then the one that the environment describes.
    /// </summary>
    [Parameter]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public IkConnection? Connection { get; set; }

    /// <summary>The connection that is used.</summary>
    protected IkConnection UsedConnection => _used ??= Required(Take);

    /// <summary>The client of the connection that is used.</summary>
    protected IScaleClient Client
    {
        get
        {
            ListenHere();
            return UsedConnection.Client;
        }
    }

    /// <summary>
    /// Whether the cmdlet needs the connection's endpoint. Otherwise a connection to the account alone is enough.
    /// </summary>
    private protected virtual bool NeedsEndpoint => true;

    /// <summary>The limit on parallel operations with the storage, shared by the whole process.</summary>
    private protected HostLimit StorageLimit => HostLimit.Of(UsedConnection.StorageUrl);

    /// <summary>Finds the connection before anything else.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!NeedsConnection)
        {
            return;
        }

        WriteVerbose($"Using {UsedConnection}.");
        if (NeedsEndpoint && UsedConnection.Endpoint is null)
        {
            ThrowTerminatingError(ScaleClient.HasNoEndpoint().ToErrorRecord(null));
        }
    }

    /// <summary>Whether the cmdlet needs a connection.</summary>
    private protected virtual bool NeedsConnection => true;

    /// <summary>The client of the connection, for a cmdlet that works without one; null without a connection, or if the connection has no endpoint.</summary>
    private protected IScaleClient? FindClient()
    {
        try
        {
            _used ??= Take();
        }
        catch (ScaleException exception) when (exception.ErrorId == ScaleErrorId.NotConnected && Connection is null)
        {
            return null;
        }

        return _used.Endpoint is null ? null : Client;
    }

    /// <inheritdoc/>
    private protected override void Release() => _use?.Dispose();

    // Held until the cmdlet ends, so that disconnecting in the meantime breaks no operation in progress.
    private IkConnection Take()
    {
        var connection = SessionConnections.Resolve(Connection, new TokenReader(this, StopToken));
        _use = connection.Use();
        return connection;
    }
}
