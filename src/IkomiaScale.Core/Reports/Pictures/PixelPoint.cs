namespace IkomiaScale.Reports.Pictures;

/// <summary>A point in a picture, in pixels from its upper left corner.</summary>
internal readonly record struct PixelPoint(double X, double Y);
