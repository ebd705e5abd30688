using IkomiaScale.Models.Outputs;
using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>A mask as it came.</summary>
/// <param name="File">The image file.</param>
/// <param name="Labels">What it says of each pixel; null where it is an image that only a browser can read.</param>
internal sealed record MaskImage(byte[] File, PngLabels? Labels)
{
    /// <summary>The media type, by the first bytes.</summary>
    public string? ContentType => ImageSignature.MediaTypeOf(File.Take(ImageSignature.Length).ToArray());

    /// <summary>Reads a mask; null where there is none.</summary>
    public static MaskImage? From(byte[]? file) => file is { Length: > 0 } ? new MaskImage(file, PngReader.TryRead(file)) : null;
}
