namespace IkomiaScale.Administration;

/// <summary>Selects lines of a log.</summary>
public sealed class LogQuery
{
    /// <summary>The time of the first line; null for the default of the platform.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The time of the last line; null for now, or for no end if <see cref="Follow"/> is set.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>The level of the lines, such as <c>ERROR</c>; null for all levels.</summary>
    public string? Level { get; init; }

    /// <summary>Whether to wait for new lines at the end.</summary>
    public bool Follow { get; init; }

    /// <summary>The time between two requests.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);
}
