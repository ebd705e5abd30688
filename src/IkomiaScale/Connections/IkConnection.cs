namespace IkomiaScale;

/// <summary>
/// A connection to one project. It holds the token and the client inside, where neither a view nor a serializer reaches
/// them.
/// </summary>
public sealed class IkConnection
{
    private readonly IScaleClient _client;

    internal IkConnection(IScaleClient client)
    {
        _client = client;
    }

    /// <summary>The deployment's URL. It also selects the project.</summary>
    public Uri Endpoint => _client.Options.Endpoint;

    /// <summary>The platform's URL.</summary>
    public Uri ScaleUrl => _client.Options.ScaleUrl;

    /// <summary>The storage's URL.</summary>
    public Uri StorageUrl => _client.Options.StorageUrl;

    /// <summary>The longest time in seconds in which nothing moves on the wire.</summary>
    public double TimeoutSec => _client.Options.InactivityTimeout.TotalSeconds;

    /// <summary>Whether it has been disconnected.</summary>
    public bool IsClosed { get; private set; }

    internal IScaleClient Client => _client;

    /// <summary>The endpoint.</summary>
    public override string ToString() => Endpoint.GetLeftPart(UriPartial.Path);

    /// <summary>Ends it: token and connections are let go.</summary>
    internal void Close()
    {
        IsClosed = true;
        _client.Dispose();
    }
}
