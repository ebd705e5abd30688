using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale;

/// <summary>
/// A connection to one project. It holds the token and the client inside, where neither a view nor a serializer reaches
/// them.
/// </summary>
public sealed class IkConnection
{
    private readonly IScaleClient? _client;
    private readonly IReadOnlyList<X509Certificate2> _owned;
    private readonly object _lock = new();
    private int _uses;

    internal IkConnection(IScaleClient? client, IkConnectionProfile profile, IReadOnlyList<X509Certificate2> owned)
    {
        _client = client;
        _owned = owned;
        Profile = profile;
    }

    /// <summary>The name of the profile that it was made from; null where it was made from values.</summary>
    public string? Name => Profile.Name.Length > 0 ? Profile.Name : null;

    /// <summary>The deployment's URL, which also selects the project; null where it is a connection to the account alone.</summary>
    public Uri? Endpoint => _client?.Options.Endpoint;

    /// <summary>The deployments that <c>-Deployment</c> takes, by name.</summary>
    public IReadOnlyDictionary<string, Uri> Deployments => Profile.Deployments;

    /// <summary>The platform's URL.</summary>
    public Uri ScaleUrl => Client.Options.ScaleUrl;

    /// <summary>The storage's URL.</summary>
    public Uri StorageUrl => Client.Options.StorageUrl;

    /// <summary>The longest time in seconds in which nothing moves on the wire.</summary>
    public double TimeoutSec => Client.Options.InactivityTimeout.TotalSeconds;

    /// <summary>Whether it has been disconnected.</summary>
    public bool IsClosed { get; private set; }

    internal IScaleClient Client => _client ?? throw new InvalidOperationException("A name of a connection is no connection yet.");

    /// <summary>What it was made from, without what is secret.</summary>
    internal IkConnectionProfile Profile { get; }

    /// <summary>Whether it is only the name of one, given as <c>-Connection prod</c>, which the cmdlet makes a connection of.</summary>
    internal bool IsName => _client is null;

    /// <summary>The name of a connection.</summary>
    internal static IkConnection Named(string name) => new(null, new IkConnectionProfile { Name = name }, []);

    /// <summary>The endpoint; the platform where there is none.</summary>
    public override string ToString() => _client is null ? Profile.Name : (Endpoint ?? ScaleUrl).GetLeftPart(UriPartial.Path);

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

    /// <summary>Whether another connection may be made of what it has: not where a certificate ends with it.</summary>
    internal bool CanShare => _owned.Count == 0;

    /// <summary>A connection of its own to a deployment of the same account.</summary>
    internal IkConnection To(Uri? endpoint) => new(new ScaleClient(Client.Options.With(endpoint, Client.Options.Token)), Profile, []);

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

        Release();
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

        Release();
    }

    private void Release()
    {
        _client?.Dispose();
        foreach (var certificate in _owned)
        {
            certificate.Dispose();
        }
    }

    private sealed class Lease(IkConnection connection) : IDisposable
    {
        private IkConnection? _connection = connection;

        public void Dispose() => Interlocked.Exchange(ref _connection, null)?.EndUse();
    }
}
