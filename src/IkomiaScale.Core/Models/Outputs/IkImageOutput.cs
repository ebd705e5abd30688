namespace IkomiaScale;

/// <summary>An image in the result (<c>image</c>, on older deployments <c>image_binary</c>; docs/protocol.md, section 5).</summary>
public sealed class IkImageOutput : IkOutput
{
    private readonly EncodedImage _image;

    internal IkImageOutput(OutputOrigin origin, EncodedImage image)
        : base(origin)
    {
        _image = image;
    }

    /// <summary>The media type from the first bytes, such as <c>image/png</c>; null if unknown.</summary>
    public string? ContentType => _image.ContentType;

    /// <summary>The size of the image file in bytes.</summary>
    public long Size => _image.Size;

    /// <summary>
    /// Returns the image file. Each call decodes it, so that a result stays small in memory and in <c>ConvertTo-Json</c>.
    /// </summary>
    public byte[] GetBytes() => _image.Decode();

    /// <inheritdoc/>
    public override string ToString() => _image.ToString();
}
