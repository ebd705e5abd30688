using StbImageSharp;

namespace IkomiaScale.Emulator.Vision;

/// <summary>The pixels of a picture, row by row from the top.</summary>
internal sealed class Picture(int width, int height, byte[] rgba)
{
    /// <summary>The largest picture that is decoded, in pixels. A larger one could need more memory than a test machine has.</summary>
    public const int MaxPixels = 40_000_000;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Size => Width * Height;

    public Rgb this[int index] => new(rgba[index * 4], rgba[(index * 4) + 1], rgba[(index * 4) + 2]);

    /// <summary>Whether a pixel is more transparent than opaque.</summary>
    public bool IsClear(int index) => rgba[(index * 4) + 3] < 128;

    /// <summary>Decodes a PNG or JPEG picture; null if that is not possible.</summary>
    public static Picture? Decode(byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            if (ImageInfo.FromStream(stream) is not { } info || (long)info.Width * info.Height is <= 0 or > MaxPixels)
            {
                return null;
            }

            var decoded = ImageResult.FromMemory(content, ColorComponents.RedGreenBlueAlpha);
            return new Picture(decoded.Width, decoded.Height, decoded.Data);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The decoder throws exceptions of any type for a damaged picture.
            return null;
        }
    }
}
