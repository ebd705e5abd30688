namespace IkomiaScale.Concurrency;

/// <summary>What an operation transfers, as far as it is known.</summary>
/// <param name="size">The number of bytes; null if unknown.</param>
/// <param name="moved">Returns the number of bytes so far; null if nobody counts.</param>
internal sealed class Load(long? size, Func<long>? moved = null)
{
    /// <summary>An operation that transfers no content.</summary>
    public static Load None { get; } = new(0);

    /// <summary>The number of bytes; null if unknown.</summary>
    public long? Size { get; } = size;

    /// <summary>The number of bytes so far.</summary>
    public long Moved => moved?.Invoke() ?? 0;
}
