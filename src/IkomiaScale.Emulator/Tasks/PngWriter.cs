using System.Buffers.Binary;
using System.IO.Compression;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Writes small greyscale PNG images: the masks of the demo segmentations.</summary>
internal static class PngWriter
{
    public static byte[] Write(int width, int height, Func<int, int, byte> pixel)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits for each pixel; the rest being 0 means greyscale, deflate, no interlace
        using var image = new MemoryStream();
        image.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        WriteChunk(image, "IHDR"u8, header);
        WriteChunk(image, "IDAT"u8, Compress(width, height, pixel));
        WriteChunk(image, "IEND"u8, []);
        return image.ToArray();
    }

    private static byte[] Compress(int width, int height, Func<int, int, byte> pixel)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0); // the row is not filtered
                for (var x = 0; x < width; x++)
                {
                    zlib.WriteByte(pixel(x, y));
                }
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

    /// <summary>CRC-32 as the PNG format defines it; bit by bit is fast enough for a few hundred bytes.</summary>
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
