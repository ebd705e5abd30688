using System.Buffers.Binary;
using System.IO.Compression;
using IkomiaScale.Emulator.Vision;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Writes PNG images, in gray for masks or in color.</summary>
internal static class PngWriter
{
    private const byte Gray = 0;
    private const byte TrueColor = 2;

    private delegate void PixelWriter(int x, int y, Span<byte> place);

    public static byte[] Write(int width, int height, Func<int, int, byte> pixel) =>
        Write(width, height, Gray, 1, (x, y, place) => place[0] = pixel(x, y));

    public static byte[] Write(int width, int height, Func<int, int, Rgb> pixel) =>
        Write(width, height, TrueColor, 3, (x, y, place) => (place[0], place[1], place[2]) = pixel(x, y));

    private static byte[] Write(int width, int height, byte colorType, int bytesPerPixel, PixelWriter fill)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits per channel; the remaining zeros mean deflate, standard filters, and no interlace
        header[9] = colorType;
        using var image = new MemoryStream();
        image.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        WriteChunk(image, "IHDR"u8, header);
        WriteChunk(image, "IDAT"u8, Compress(width, height, bytesPerPixel, fill));
        WriteChunk(image, "IEND"u8, []);
        return image.ToArray();
    }

    private static byte[] Compress(int width, int height, int bytesPerPixel, PixelWriter fill)
    {
        using var compressed = new MemoryStream();
        var row = new byte[1 + (width * bytesPerPixel)]; // the first byte, 0, means that the row is not filtered
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    fill(x, y, row.AsSpan(1 + (x * bytesPerPixel), bytesPerPixel));
                }

                zlib.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream image, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        image.Write(number);
        image.Write(type);
        image.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum([.. type, .. data]));
        image.Write(number);
    }

    /// <summary>The CRC-32 of the PNG format. Masks compress well, so bit by bit is fast enough.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var remainder = 0xffffffffu;
        foreach (var value in bytes)
        {
            remainder ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0xedb88320u);
            }
        }

        return ~remainder;
    }
}
