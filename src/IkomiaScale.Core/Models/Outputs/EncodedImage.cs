using IkomiaScale.Models.Outputs;

namespace IkomiaScale;

/// <summary>An image file as base64 text that was checked and not yet decoded.</summary>
internal sealed class EncodedImage
{
    private readonly string _base64;

    private EncodedImage(string base64, long size)
    {
        _base64 = base64;
        Size = size;
        ContentType = ImageSignature.MediaTypeOf(Base64Text.Head(base64, ImageSignature.Length));
    }

    /// <summary>The media type from the first bytes, or null.</summary>
    public string? ContentType { get; }

    /// <summary>The decoded size in bytes.</summary>
    public long Size { get; }

    /// <summary>Checks base64 text, with or without a <c>data:</c> prefix; null for other text.</summary>
    public static EncodedImage? From(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var base64 = Base64Text.WithoutPrefix(text);
        return Base64Text.DecodedSize(base64) is { } size ? new EncodedImage(base64, size) : null;
    }

    public byte[] Decode() => Convert.FromBase64String(_base64);

    public override string ToString()
    {
        var format = ContentType is null ? "image of an unknown format" : $"{ContentType.Split('/')[1]} image";
        return FormattableString.Invariant($"{format}, {Size} bytes");
    }
}
