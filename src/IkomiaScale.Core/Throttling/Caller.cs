using IkomiaScale.Concurrency;

namespace IkomiaScale.Throttling;

/// <summary>One of several users of a host in this process. None gets more than its share while others want theirs.</summary>
internal sealed class Caller : IPlaces
{
    private readonly HostLimit _host;

    public Caller(HostLimit host)
    {
        _host = host;
    }

    /// <summary>The number of its running operations.</summary>
    public int Count { get; set; }

    /// <summary>When it last had to wait; null for never. A caller that never waits has enough.</summary>
    public TimeSpan? Waited { get; set; }

    /// <inheritdoc/>
    public Task<IPlace> EnterAsync(Load load, CancellationToken cancellationToken) => _host.EnterAsync(this, load, cancellationToken);

    /// <inheritdoc/>
    public IPlace? TryEnter(Load load) => _host.TryEnter(this, load);
}
