namespace IkomiaScale.Emulator.Vision;

/// <summary>A thing that was found in a picture. Positions are in pixels from the top left corner.</summary>
/// <param name="Region">Its box, area, and mean color.</param>
/// <param name="Shape">circle, ellipse, square, rectangle, diamond, triangle, or shape.</param>
/// <param name="ColorName">The name of its color.</param>
/// <param name="Fit">How well the shape fits, 0 to 1.</param>
internal sealed record SeenObject(Region Region, string Shape, string ColorName, double Fit)
{
    public string Label => $"{ColorName} {Shape}";
}
