using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>A mask as it is laid over a picture.</summary>
/// <param name="Place">Where.</param>
/// <param name="ContentType">What its image is.</param>
/// <param name="Image">The image file.</param>
/// <param name="Inside">A place within what it shows; null where only a browser can read it.</param>
/// <param name="IsStencil">Whether the image is no layer in its colour: its bright pixels are what is coloured.</param>
internal sealed record MaskLayer(PixelBox Place, string ContentType, byte[] Image, PixelPoint? Inside, bool IsStencil);
