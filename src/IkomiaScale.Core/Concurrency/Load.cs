namespace IkomiaScale.Concurrency;

/// <summary>What an operation moves, as far as it is known.</summary>
/// <param name="size">Its bytes; null where that is not known.</param>
/// <param name="moved">How many have moved so far; null where nobody counts.</param>
internal sealed class Load(long? size, Func<long>? moved = null)
{
    /// <summary>An operation that moves no content to speak of.</summary>
    public static Load None { get; } = new(0);

    /// <summary>Its bytes; null where that is not known.</summary>
    public long? Size { get; } = size;

    /// <summary>How many have moved so far.</summary>
    public long Moved => moved?.Invoke() ?? 0;
}
