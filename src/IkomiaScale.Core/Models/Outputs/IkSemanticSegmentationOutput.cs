using IkomiaScale.Reports.Pictures;

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

    /// <summary>The classes that are in the picture, a line each, as a view shows them.</summary>
    public override string FormatContent() => ConfidenceBar.Column(Shares(), share => ConfidenceBar.Label(share.Name), isFirst: true);

    /// <summary>How much of the picture each has, as a view shows it.</summary>
    public override string FormatConfidences() => ConfidenceBar.Column(Shares(), share => ConfidenceBar.Of(share.Part));

    // Of a mask that is no index into the classes only their names are known.
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
