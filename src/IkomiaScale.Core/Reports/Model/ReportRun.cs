namespace IkomiaScale.Reports.Model;

/// <summary>A run as the report shows it.</summary>
/// <param name="Name">What it was run on, for a person.</param>
internal sealed record ReportRun(string Name) : IDisposable
{
    /// <summary>Its identity; null where it has none.</summary>
    public string? Uuid { get; init; }

    /// <summary>The task, or tasks, whose outputs these are.</summary>
    public string? TaskName { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What went wrong; null where all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether there is no result, or none that can be used.</summary>
    public bool IsFailed { get; init; }

    /// <summary>The full path of the input, where it is a local one and to be told.</summary>
    public string? LocalPath { get; init; }

    /// <summary>The pictures: what it was given, then what it gave.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];

    /// <summary>The outputs that are no pictures and find nothing in one.</summary>
    public IReadOnlyList<IkOutput> Data { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var picture in Pictures)
        {
            picture.File?.Dispose();
        }
    }
}
