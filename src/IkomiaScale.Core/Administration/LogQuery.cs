namespace IkomiaScale.Administration;

/// <summary>What of a log is wanted.</summary>
public sealed class LogQuery
{
    /// <summary>From when on; null for what the platform gives.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Until when; null for now, or where it is followed for ever.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Only lines of this level, such as <c>ERROR</c>; null for all.</summary>
    public string? Level { get; init; }

    /// <summary>Whether to wait for more at the end.</summary>
    public bool Follow { get; init; }

    /// <summary>How long to wait between two questions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);
}
