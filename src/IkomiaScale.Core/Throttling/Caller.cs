using IkomiaScale.Concurrency;

namespace IkomiaScale.Throttling;

/// <summary>One who works at a host, of several in this process: none of them gets more than its share while others want theirs.</summary>
internal sealed class Caller : IPlaces
{
    private readonly HostLimit _host;

    public Caller(HostLimit host)
    {
        _host = host;
    }

    /// <summary>How many of its operations are under way.</summary>
    public int Count { get; set; }

    /// <summary>When it last had to wait; null for never. Who takes places as they come wants no more.</summary>
    public TimeSpan? Waited { get; set; }

    /// <inheritdoc/>
    public Task<IPlace> EnterAsync(Load load, CancellationToken cancellationToken) => _host.EnterAsync(this, load, cancellationToken);

    /// <inheritdoc/>
    public IPlace? TryEnter(Load load) => _host.TryEnter(this, load);
}
