namespace IkomiaScale.Reports.Model;

/// <summary>A run in a report.</summary>
/// <param name="Name">The input, to show.</param>
internal sealed record ReportRun(string Name) : IDisposable
{
    /// <summary>The uuid; null if there is none.</summary>
    public string? Uuid { get; init; }

    /// <summary>The tasks of the outputs, separated by commas.</summary>
    public string? TaskName { get; init; }

    /// <summary>From submission to result; null if unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether there is no usable result.</summary>
    public bool IsFailed { get; init; }

    /// <summary>The full path of a local input, if the report may show it.</summary>
    public string? LocalPath { get; init; }

    /// <summary>The pictures: first the inputs, then the outputs.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];

    /// <summary>The outputs without pictures and shapes.</summary>
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
