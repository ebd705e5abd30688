using IkomiaScale.Reports.Media;
using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Model;

/// <summary>A picture or a video of a run, with what was found in it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Width">The width of its coordinates.</param>
/// <param name="Height">The height of its coordinates.</param>
internal sealed record ReportPicture(string Name, double Width, double Height)
{
    /// <summary>Its content; null where it cannot be shown.</summary>
    public MediaFile? File { get; init; }

    /// <summary>What was found, in the order of drawing.</summary>
    public IReadOnlyList<FoundShape> Shapes { get; init; } = [];

    /// <summary>Why its content is not shown; null where it is.</summary>
    public string? Note { get; init; }
}
