using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace IkomiaScale.Browser.Tests.Support;

/// <summary>Greyscale PNG images: masks.</summary>
internal static class PngFile
{
    public static byte[] Grey(int width, int height, Func<int, int, int> value)
    {
        using var image = new MemoryStream();
        image.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        Chunk(image, "IHDR", header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.Write([0, .. Enumerable.Range(0, width).Select(x => (byte)value(x, y))]);
            }
        }

        Chunk(image, "IDAT", packed.ToArray());
        Chunk(image, "IEND", []);
        return image.ToArray();
    }

    // Nobody here reads these images but the report, which does not look at checksums.
    private static void Chunk(Stream image, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        image.Write(number);
        image.Write(Encoding.ASCII.GetBytes(type));
        image.Write(data);
        image.Write([0, 0, 0, 0]);
    }
}
