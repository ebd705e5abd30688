namespace IkomiaScale;

/// <summary>An image that came with the results (<c>image</c>, on older deployments <c>image_binary</c>).</summary>
public sealed class IkImageOutput : IkOutput
{
    private readonly EncodedImage _image;

    internal IkImageOutput(OutputOrigin origin, EncodedImage image)
        : base(origin)
    {
        _image = image;
    }

    /// <summary>The media type of its real format, such as <c>image/png</c>; null where the bytes do not tell.</summary>
    public string? ContentType => _image.ContentType;

    /// <summary>The size of the image file in bytes.</summary>
    public long Size => _image.Size;

    /// <summary>The image file. It is decoded with each call, so that a result stays small in memory and in <c>ConvertTo-Json</c>.</summary>
    public byte[] GetBytes() => _image.Decode();

    /// <inheritdoc/>
    public override string ToString() => _image.ToString();
}
