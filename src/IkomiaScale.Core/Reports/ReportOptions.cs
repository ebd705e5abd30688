namespace IkomiaScale.Reports;

/// <summary>The options of a report.</summary>
public sealed class ReportOptions
{
    /// <summary>The default of <see cref="MaxSize"/>: 100 MB.</summary>
    public const long DefaultMaxSize = 100L * 1024 * 1024;

    /// <summary>The heading of the report.</summary>
    public string Title { get; init; } = "What the model saw";

    /// <summary>Whether to replace an existing report.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The largest size of the page in bytes. Further pictures are stored in a folder next to it; 0 for all pictures.</summary>
    public long MaxSize { get; init; } = DefaultMaxSize;

    /// <summary>Whether the report shows the full paths of local inputs. Otherwise it shows only their names.</summary>
    public bool IncludePath { get; init; }

    /// <summary>The time in the report; null for now.</summary>
    public DateTimeOffset? Time { get; init; }
}
