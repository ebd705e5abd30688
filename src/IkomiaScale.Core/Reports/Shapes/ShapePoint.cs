using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>A keypoint.</summary>
/// <param name="Index">The index among the named points.</param>
/// <param name="Name">The name; null for none.</param>
/// <param name="Place">The place in the picture.</param>
internal sealed record ShapePoint(int? Index, string? Name, PixelPoint Place);
