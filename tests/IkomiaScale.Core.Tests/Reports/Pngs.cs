using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace IkomiaScale.Tests.Reports;

/// <summary>PNG images of every kind, row by row as a test says.</summary>
internal static class Pngs
{
    /// <summary>Makes an image of rows as they are stored, each with the number of its filter in front.</summary>
    public static byte[] Make(int width, int height, int depth, int color, byte[] rows, bool isInterlaced = false)
    {
        using var image = new MemoryStream();
        image.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)color, isInterlaced ? (byte)1 : (byte)0);
        Chunk(image, "IHDR", header);
        if (color == 3)
        {
            Chunk(image, "PLTE", [.. Enumerable.Range(0, 1 << depth).SelectMany(index => new byte[] { (byte)index, 0, 0 })]);
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        Chunk(image, "IDAT", packed.ToArray());
        Chunk(image, "IEND", []);
        return image.ToArray();
    }

    /// <summary>A greyscale image of 8 bits.</summary>
    public static byte[] Grey(int width, int height, Func<int, int, int> value) =>
        Make(width, height, 8, 0, [.. Enumerable.Range(0, height).SelectMany(y => Enumerable.Range(0, width).Select(x => (byte)value(x, y)).Prepend((byte)0))]);

    /// <summary>The same as base64 text.</summary>
    public static string GreyText(int width, int height, Func<int, int, int> value) => Convert.ToBase64String(Grey(width, height, value));

    private static void Chunk(Stream image, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        image.Write(number);
        byte[] content = [.. Encoding.ASCII.GetBytes(type), .. data];
        image.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(content));
        image.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var rest = uint.MaxValue;
        foreach (var value in bytes)
        {
            rest ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                rest = (rest >> 1) ^ ((rest & 1) * 0xedb88320u);
            }
        }

        return ~rest;
    }
}
