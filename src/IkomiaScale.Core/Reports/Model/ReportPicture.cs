using IkomiaScale.Reports.Media;
using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Model;

/// <summary>A picture or video of a run, with its shapes.</summary>
/// <param name="Name">The name to show.</param>
/// <param name="Width">The width of the coordinates.</param>
/// <param name="Height">The height of the coordinates.</param>
internal sealed record ReportPicture(string Name, double Width, double Height)
{
    /// <summary>The content; null if it cannot be shown.</summary>
    public MediaFile? File { get; init; }

    /// <summary>The shapes, in the order of drawing.</summary>
    public IReadOnlyList<FoundShape> Shapes { get; init; } = [];

    /// <summary>Why the content is not shown; null if it is.</summary>
    public string? Note { get; init; }
}
