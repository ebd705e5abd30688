namespace IkomiaScale;

/// <summary>An object that was detected in an image, with its mask.</summary>
public sealed class IkInstance : IkDetection
{
    private readonly EncodedImage? _mask;

    internal IkInstance(EncodedImage? mask)
    {
        _mask = mask;
    }

    /// <summary>The kind of segment, from the service.</summary>
    public string? Type { get; internal init; }

    /// <summary>The index of its class, from 0; null if unknown.</summary>
    public int? ClassIndex { get; internal init; }

    /// <summary>The media type of the mask, such as <c>image/png</c>; null if there is no mask or its type is unknown.</summary>
    public string? MaskContentType => _mask?.ContentType;

    /// <summary>The size of the image file of the mask in bytes; null if there is no mask.</summary>
    public long? MaskSize => _mask?.Size;

    /// <summary>Returns the mask as an image file; null if there is no mask.</summary>
    public byte[]? GetMaskBytes() => _mask?.Decode();
}
