namespace IkomiaScale.Reports.Pictures;

/// <summary>The values of an image.</summary>
/// <param name="Grid">A value for each pixel.</param>
/// <param name="AreColors">Whether the values are colors (red in the highest of three bytes), not labels.</param>
internal sealed record PngLabels(PixelGrid Grid, bool AreColors);
