using System.Buffers.Binary;
using System.Text;

namespace IkomiaScale.Reports.Pictures;

/// <summary>The size and orientation of a picture, from the start of its file.</summary>
/// <param name="Width">The stored width in pixels.</param>
/// <param name="Height">The stored height in pixels.</param>
/// <param name="Turn">The rotation that makes it upright.</param>
internal sealed record PictureHeader(int Width, int Height, Turn Turn)
{
    /// <summary>The number of bytes to read: a JPEG file may have a thumbnail and profiles before its size.</summary>
    public const int Length = 512 * 1024;

    /// <summary>The width of the upright picture.</summary>
    public int SeenWidth => Turn.SwapsSides ? Height : Width;

    /// <summary>The height of the upright picture.</summary>
    public int SeenHeight => Turn.SwapsSides ? Width : Height;

    /// <summary>Reads the header; null if the bytes do not have it.</summary>
    /// <param name="head">The start of the file.</param>
    /// <param name="contentType">The media type.</param>
    public static PictureHeader? Read(ReadOnlySpan<byte> head, string? contentType)
    {
        var (width, height, turn) = contentType switch
        {
            "image/png" when head.Length >= 24 => (Big(head, 16), Big(head, 20), Turn.None),
            "image/gif" when head.Length >= 10 => (Little16(head, 6), Little16(head, 8), Turn.None),
            "image/bmp" when head.Length >= 26 => (Little(head, 18), Math.Abs(Little(head, 22)), Turn.None),
            "image/jpeg" => JpegHeader.Read(head),
            "image/webp" => Webp(head),
            "image/avif" => Avif(head),
            "image/svg+xml" => SvgHeader.Read(head),
            _ => default,
        };
        return width > 0 && height > 0 ? new PictureHeader(width, height, turn) : null;
    }

    private static (int Width, int Height, Turn Turn) Webp(ReadOnlySpan<byte> head)
    {
        if (head.Length < 30)
        {
            return default;
        }

        switch (Encoding.ASCII.GetString(head.Slice(12, 4).ToArray()))
        {
            case "VP8X":
                return (1 + Little24(head, 24), 1 + Little24(head, 27), Turn.None);
            case "VP8L":
                var bits = (uint)Little(head, 21);
                return ((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1, Turn.None);
            default:
                return (Little16(head, 26) & 0x3fff, Little16(head, 28) & 0x3fff, Turn.None);
        }
    }

    // The size of an AVIF image is in a box of its properties.
    private static (int Width, int Height, Turn Turn) Avif(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("ispe"u8);
        return at >= 0 && at + 16 <= head.Length ? (Big(head, at + 8), Big(head, at + 12), Turn.None) : default;
    }

    private static int Big(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.Slice(at));

    private static int Little(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(at));

    private static int Little16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(at));

    private static int Little24(ReadOnlySpan<byte> bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
