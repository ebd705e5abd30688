using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale;

/// <summary>
/// A connection to one project. Token and client are not properties, so no view and no serializer
/// shows them.
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

    /// <summary>The name of its profile; null without one.</summary>
    public string? Name => Profile.Name.Length > 0 ? Profile.Name : null;

    /// <summary>The deployment's URL, which also selects the project; null for a connection to the account alone.</summary>
    public Uri? Endpoint => _client?.Options.Endpoint;

    /// <summary>The deployments that <c>-Deployment</c> takes, by name.</summary>
    public IReadOnlyDictionary<string, Uri> Deployments => Profile.Deployments;

    /// <summary>The platform's URL.</summary>
    public Uri ScaleUrl => Client.Options.ScaleUrl;

    /// <summary>The storage's URL.</summary>
    public Uri StorageUrl => Client.Options.StorageUrl;

    /// <summary>The longest time without any data on the wire, in seconds.</summary>
    public double TimeoutSec => Client.Options.InactivityTimeout.TotalSeconds;

    /// <summary>Whether it has been disconnected.</summary>
    public bool IsClosed { get; private set; }

    internal IScaleClient Client => _client ?? throw new InvalidOperationException("The name of a profile is not connected yet.");

    /// <summary>Its values, without secrets.</summary>
    internal IkConnectionProfile Profile { get; }

    /// <summary>Whether it is only a name, as in <c>-Connection prod</c>, that the cmdlet still has to connect.</summary>
    internal bool IsName => _client is null;

    /// <summary>A name that a cmdlet connects later.</summary>
    internal static IkConnection Named(string name) => new(null, new IkConnectionProfile { Name = name }, []);

    /// <summary>The endpoint; the platform's URL without one.</summary>
    public override string ToString() => _client is null ? Profile.Name : (Endpoint ?? ScaleUrl).GetLeftPart(UriPartial.Path);

    /// <summary>Whether a script may hold it. Then it stays open when the session connects to something else.</summary>
    internal bool MayBeHeld { get; set; }

    /// <summary>
    /// Keeps the connection usable until the return value is disposed. Closing it in the meantime, also from another runspace, refuses later users
    /// and doesn't interrupt current ones.
    /// </summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the connection is closed.</exception>
    internal IDisposable Use()
    {
        lock (_lock)
        {
            if (IsClosed)
            {
                throw new ScaleException(ScaleErrorId.NotConnected, $"The connection to {this} is closed. Run Connect-IkScale again.");
            }

            _uses++;
            return new Lease(this);
        }
    }

    /// <summary>Extends a use, also after the connection was closed.</summary>
    internal IDisposable UseOn()
    {
        lock (_lock)
        {
            _uses++;
            return new Lease(this);
        }
    }

    /// <summary>Whether another connection may share its values. A certificate that ends with this connection prevents that.</summary>
    internal bool CanShare => _owned.Count == 0;

    /// <summary>A separate connection to a deployment of the same account.</summary>
    internal IkConnection To(Uri? endpoint) => new(new ScaleClient(Client.Options.With(endpoint, Client.Options.Token)), Profile, []);

    /// <summary>Closes the connection. Token and network connections end with their last user.</summary>
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
