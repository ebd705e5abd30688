namespace IkomiaScale;

/// <summary>A class for each pixel (<c>SEMANTIC_SEGMENTATION</c>).</summary>
public sealed class IkSemanticSegmentationOutput : IkOutput
{
    private readonly EncodedImage? _mask;

    internal IkSemanticSegmentationOutput(OutputOrigin origin, EncodedImage? mask)
        : base(origin)
    {
        _mask = mask;
    }

    /// <summary>The names of the classes; the value of a pixel of the mask is an index into it.</summary>
    public IReadOnlyList<string> Classes { get; internal init; } = [];

    /// <summary>The colours of the classes, in the same order.</summary>
    public IReadOnlyList<IkColor> Colors { get; internal init; } = [];

    /// <summary>Which input image it refers to, from 0; null where the service does not tell.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <summary>The media type of the mask, such as <c>image/png</c>; null where there is none or it does not tell.</summary>
    public string? MaskContentType => _mask?.ContentType;

    /// <summary>The size of the mask's image file in bytes; null where there is none.</summary>
    public long? MaskSize => _mask?.Size;

    /// <summary>The mask as an image file; null where there is none.</summary>
    public byte[]? GetMaskBytes() => _mask?.Decode();

    /// <inheritdoc/>
    public override string ToString() =>
        Classes.Count == 0 ? "segmentation" : $"segmentation into {Classes.Count} classes: {string.Join(", ", Classes)}";
}
