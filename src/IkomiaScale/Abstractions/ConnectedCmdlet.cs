using System.Management.Automation;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Throttling;

namespace IkomiaScale.Abstractions;

/// <summary>A cmdlet that talks to the service: with <c>-Connection</c>, else the session's, else the environment's.</summary>
public abstract class ConnectedCmdlet : CancellableCmdlet
{
    private IkConnection? _used;
    private IDisposable? _use;

    /// <summary>
    /// The connection to use, or the name of its profile; without it the session's, and without that the one that the environment describes.
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
    /// Whether it works on the connection's own deployment, or the storage that this opens. Where not, a connection to the account alone will do.
    /// </summary>
    private protected virtual bool NeedsEndpoint => true;

    /// <summary>What is at once with the storage, in all of this process.</summary>
    private protected HostLimit StorageLimit => HostLimit.Of(UsedConnection.StorageUrl);

    /// <summary>Finds the connection first: without one nothing else makes sense.</summary>
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

    /// <summary>Whether it can do nothing at all without a connection.</summary>
    private protected virtual bool NeedsConnection => true;

    /// <summary>The client of the connection, for a cmdlet that can do without; null where there is none that has a storage.</summary>
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

    // Held until the cmdlet has ended: whoever disconnects meanwhile does not break what is under way.
    private IkConnection Take()
    {
        var connection = SessionConnections.Resolve(Connection, new TokenReader(this, StopToken));
        _use = connection.Use();
        return connection;
    }
}
