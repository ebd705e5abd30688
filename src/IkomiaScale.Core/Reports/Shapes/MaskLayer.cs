using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>A mask as a layer over a picture.</summary>
/// <param name="Place">The place of the layer.</param>
/// <param name="ContentType">The media type of the image.</param>
/// <param name="Image">The bytes of the image file.</param>
/// <param name="Inside">A point inside the shape; null if only a browser can read the image.</param>
/// <param name="IsStencil">Whether the bright pixels of the image select what is colored. Otherwise the image has its own color.</param>
internal sealed record MaskLayer(PixelBox Place, string ContentType, byte[] Image, PixelPoint? Inside, bool IsStencil);
