using IkomiaScale.Models.Outputs;
using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Reports.Shapes;

/// <summary>The mask of an output.</summary>
/// <param name="File">The bytes of the image file.</param>
/// <param name="Labels">The value of each pixel; null if only a browser can read the image.</param>
internal sealed record MaskImage(byte[] File, PngLabels? Labels)
{
    /// <summary>The media type from the first bytes.</summary>
    public string? ContentType => ImageSignature.MediaTypeOf(File.Take(ImageSignature.Length).ToArray());

    /// <summary>Reads a mask; null if there is none.</summary>
    public static MaskImage? From(byte[]? file) => file is { Length: > 0 } ? new MaskImage(file, PngReader.TryRead(file)) : null;
}
