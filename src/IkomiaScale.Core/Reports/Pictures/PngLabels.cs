namespace IkomiaScale.Reports.Pictures;

/// <summary>The numbers of an image.</summary>
/// <param name="Grid">A number for each pixel.</param>
/// <param name="AreColors">Whether they are colours, red in the highest of three bytes, and no labels.</param>
internal sealed record PngLabels(PixelGrid Grid, bool AreColors);
