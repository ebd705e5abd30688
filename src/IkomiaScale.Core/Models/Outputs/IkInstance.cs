namespace IkomiaScale;

/// <summary>A thing that was found in an image, with its exact shape.</summary>
public sealed class IkInstance : IkDetection
{
    private readonly EncodedImage? _mask;

    internal IkInstance(EncodedImage? mask)
    {
        _mask = mask;
    }

    /// <summary>The kind of segment, as the service gives it.</summary>
    public string? Type { get; internal init; }

    /// <summary>The number of its class, from 0.</summary>
    public int? ClassIndex { get; internal init; }

    /// <summary>The media type of the mask, such as <c>image/png</c>; null where there is none or it does not tell.</summary>
    public string? MaskContentType => _mask?.ContentType;

    /// <summary>The size of the mask's image file in bytes; null where there is none.</summary>
    public long? MaskSize => _mask?.Size;

    /// <summary>The mask as an image file; null where there is none.</summary>
    public byte[]? GetMaskBytes() => _mask?.Decode();
}
