namespace IkomiaScale;

/// <summary>
/// A connection to one project. It holds the token and the client inside, where neither a view nor a serializer reaches
/// them.
/// </summary>
public sealed class IkConnection
{
    private readonly IScaleClient _client;
    private readonly object _lock = new();
    private int _uses;

    internal IkConnection(IScaleClient client)
    {
        _client = client;
    }

    /// <summary>The deployment's URL, which also selects the project; null where it is a connection to the account alone.</summary>
    public Uri? Endpoint => _client.Options.Endpoint;

    /// <summary>The platform's URL.</summary>
    public Uri ScaleUrl => _client.Options.ScaleUrl;

    /// <summary>The storage's URL.</summary>
    public Uri StorageUrl => _client.Options.StorageUrl;

    /// <summary>The longest time in seconds in which nothing moves on the wire.</summary>
    public double TimeoutSec => _client.Options.InactivityTimeout.TotalSeconds;

    /// <summary>Whether it has been disconnected.</summary>
    public bool IsClosed { get; private set; }

    internal IScaleClient Client => _client;

    /// <summary>The endpoint; the platform where there is none.</summary>
    public override string ToString() => (Endpoint ?? ScaleUrl).GetLeftPart(UriPartial.Path);

    /// <summary>Whether a script may hold it: then it stays open when the session gets another one.</summary>
    internal bool IsGivenOut { get; set; }

    /// <summary>
    /// Uses it until what is given is disposed. It may be closed meanwhile, from another runspace too: that shuts out those who come later,
    /// and not those who are in the middle of something.
    /// </summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: it is closed.</exception>
    internal IDisposable Use()
    {
        lock (_lock)
        {
            if (IsClosed)
            {
                throw new ScaleException(ScaleErrorId.NotConnected, $"The connection to {this} has been disconnected. Run Connect-IkScale again.");
            }

            _uses++;
            return new Lease(this);
        }
    }

    /// <summary>Uses it further, for somebody who uses it already: also where it was closed meanwhile.</summary>
    internal IDisposable UseOn()
    {
        lock (_lock)
        {
            _uses++;
            return new Lease(this);
        }
    }

    /// <summary>Ends it: token and network connections are let go, as soon as nobody uses them any more.</summary>
    internal void Close()
    {
        lock (_lock)
        {
            if (IsClosed)
            {
                return;
            }

            IsClosed = true;
            if (_uses > 0)
            {
                return;
            }
        }

        _client.Dispose();
    }

    private void EndUse()
    {
        lock (_lock)
        {
            if (--_uses > 0 || !IsClosed)
            {
                return;
            }
        }

        _client.Dispose();
    }

    private sealed class Lease(IkConnection connection) : IDisposable
    {
        private IkConnection? _connection = connection;

        public void Dispose() => Interlocked.Exchange(ref _connection, null)?.EndUse();
    }
}
