namespace IkomiaScale.Reports;

/// <summary>How a report is written.</summary>
public sealed class ReportOptions
{
    /// <summary>How large the page may become before pictures go beside it: 100 MB.</summary>
    public const long DefaultMaxSize = 100L * 1024 * 1024;

    /// <summary>What stands at the top.</summary>
    public string Title { get; init; } = "What the model saw";

    /// <summary>Whether an older report is replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>How large the page may become, in bytes, before pictures go to a folder beside it; 0 for all pictures beside it.</summary>
    public long MaxSize { get; init; } = DefaultMaxSize;

    /// <summary>Whether the full paths of local inputs are told. Otherwise only their names are.</summary>
    public bool IncludePath { get; init; }

    /// <summary>The time that it tells; null for now.</summary>
    public DateTimeOffset? Time { get; init; }
}
