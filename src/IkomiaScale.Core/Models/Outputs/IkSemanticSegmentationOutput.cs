using IkomiaScale.Reports.Pictures;

namespace IkomiaScale;

/// <summary>A class for each pixel (<c>SEMANTIC_SEGMENTATION</c>; docs/protocol.md, section 5).</summary>
public sealed class IkSemanticSegmentationOutput : IkOutput
{
    private readonly EncodedImage? _mask;

    internal IkSemanticSegmentationOutput(OutputOrigin origin, EncodedImage? mask)
        : base(origin)
    {
        _mask = mask;
    }

    /// <summary>The names of the classes. The value of a pixel in the mask is an index into this list.</summary>
    public IReadOnlyList<string> Classes { get; internal init; } = [];

    /// <summary>The colors of the classes, in the same order.</summary>
    public IReadOnlyList<IkColor> Colors { get; internal init; } = [];

    /// <summary>The index of the input image that it refers to, from 0; null if unknown.</summary>
    public int? ReferenceImageIndex { get; internal init; }

    /// <summary>The media type of the mask, such as <c>image/png</c>; null if there is no mask or its type is unknown.</summary>
    public string? MaskContentType => _mask?.ContentType;

    /// <summary>The size of the image file of the mask in bytes; null if there is no mask.</summary>
    public long? MaskSize => _mask?.Size;

    /// <summary>Returns the mask as an image file; null if there is no mask.</summary>
    public byte[]? GetMaskBytes() => _mask?.Decode();

    /// <inheritdoc/>
    public override string ToString() =>
        Classes.Count == 0 ? "segmentation" : $"segmentation into {Classes.Count} classes: {string.Join(", ", Classes)}";

    /// <summary>The classes in the picture for a view, one per line.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Shares(), share => ConfidenceBar.Label(share.Name), isFirst: true);

    /// <summary>The share of each class for a view, one per line.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Shares(), share => ConfidenceBar.Of(share.Part));

    // If the mask does not contain indexes of the classes, only their names are known.
    private List<(string Name, double? Part)> Shares()
    {
        var labels = _mask is null ? null : PngReader.TryRead(_mask.Decode());
        var counts = labels?.Grid.Count();
        if (counts is null || labels!.AreColors || counts.Keys.Max() >= Classes.Count)
        {
            return Classes.Select(name => (name, (double?)null)).ToList();
        }

        var total = (double)labels.Grid.Width * labels.Grid.Height;
        return counts.OrderByDescending(pair => pair.Value).Select(pair => (Classes[pair.Key], (double?)(pair.Value / total))).ToList();
    }
}
