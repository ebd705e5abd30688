namespace IkomiaScale.Emulator.Diagnostics;

/// <summary>Counts the requests of each kind.</summary>
internal sealed class RequestCounters
{
    private readonly object _gate = new();
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Count(HttpContext context) => Add(RouteKind.Of(context), 1);

    /// <summary>Counts a request as a copy. Only its body shows that it is one, so it was counted as an upload before.</summary>
    public void CountAsCopy(HttpContext context)
    {
        if (context.Items.TryAdd(this, RouteKind.Copy))
        {
            Add(RouteKind.Of(context), -1);
            Add(RouteKind.Copy, 1);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _counts.Clear();
        }
    }

    public IReadOnlyDictionary<string, long> Read()
    {
        lock (_gate)
        {
            return _counts.Where(count => count.Value > 0).ToDictionary();
        }
    }

    private void Add(string kind, long difference)
    {
        lock (_gate)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + difference;
        }
    }
}
