using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>A keypoint.</summary>
/// <param name="Index">Its number among the named points.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Place">Where it is.</param>
internal sealed record ShapePoint(int? Index, string? Name, PixelPoint Place);
