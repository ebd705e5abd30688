using System.Buffers.Binary;
using System.IO.Compression;

namespace IkomiaScale.Reports.Pictures;

/// <summary>
/// Writes a mask as a small PNG image in one color to lay over a picture: its inside half transparent, its border opaque, the
/// rest transparent.
/// </summary>
internal static class PngLayer
{
    private const byte Inside = 1;
    private const byte Border = 2;
    private const byte InsideOpacity = 140;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
    private static readonly uint[] Table = MakeTable();

    /// <summary>Returns the layer of all pixels that are not 0, cropped to them; null if there are none.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="color">The color, red in the highest of three bytes.</param>
    /// <param name="area">The place of the layer in the mask.</param>
    public static byte[]? Write(PixelGrid mask, int color, out PixelBox area)
    {
        area = Bounds(mask);
        if (area.Width == 0)
        {
            return null;
        }

        using var image = new MemoryStream();
        image.Write(Signature, 0, Signature.Length);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, (int)area.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), (int)area.Height);
        (header[8], header[9]) = (2, 3); // two bits per pixel, with a palette
        WriteChunk(image, "IHDR", header);
        var (red, green, blue) = ((byte)(color >> 16), (byte)(color >> 8), (byte)color);
        WriteChunk(image, "PLTE", [0, 0, 0, red, green, blue, red, green, blue]);
        WriteChunk(image, "tRNS", [0, InsideOpacity, 255]);
        WriteChunk(image, "IDAT", Compress(mask, area));
        WriteChunk(image, "IEND", []);
        return image.ToArray();
    }

    private static PixelBox Bounds(PixelGrid mask)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (mask[x, y] != 0)
                {
                    (left, right) = (Math.Min(left, x), Math.Max(right, x));
                    (top, bottom) = (Math.Min(top, y), y);
                }
            }
        }

        return right < 0 ? default : new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }

    private static byte[] Compress(PixelGrid mask, PixelBox area)
    {
        var edge = Math.Max(1, Math.Max(mask.Width, mask.Height) / 500);
        var row = new byte[1 + (((int)area.Width + 3) / 4)];
        var sum = new Adler();
        using var compressed = new MemoryStream();
        compressed.Write([0x78, 0x9c], 0, 2);
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = (int)area.Y; y < area.Bottom; y++)
            {
                Array.Clear(row, 0, row.Length);
                for (var x = 0; x < (int)area.Width; x++)
                {
                    row[1 + (x / 4)] |= (byte)(Kind(mask, (int)area.X + x, y, edge) << (6 - (x % 4 * 2)));
                }

                deflate.Write(row, 0, row.Length);
                sum.Add(row);
            }
        }

        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, sum.Value);
        compressed.Write(check, 0, 4);
        return compressed.ToArray();
    }

    private static byte Kind(PixelGrid mask, int x, int y, int edge) =>
        mask[x, y] == 0 ? (byte)0
        : Is(mask, x - edge, y) && Is(mask, x + edge, y) && Is(mask, x, y - edge) && Is(mask, x, y + edge) ? Inside : Border;

    // A shape continues beyond the edge of the picture, so there is no border.
    private static bool Is(PixelGrid mask, int x, int y) =>
        x < 0 || y < 0 || x >= mask.Width || y >= mask.Height || mask[x, y] != 0;

    private static void WriteChunk(Stream image, string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        for (var index = 0; index < 4; index++)
        {
            chunk[4 + index] = (byte)type[index];
        }

        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Checksum(chunk.AsSpan(4, 4 + data.Length)));
        image.Write(chunk, 0, chunk.Length);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var rest = 0xffffffffu;
        foreach (var value in bytes)
        {
            rest = Table[(rest ^ value) & 0xff] ^ (rest >> 8);
        }

        return ~rest;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var index = 0u; index < table.Length; index++)
        {
            var rest = index;
            for (var bit = 0; bit < 8; bit++)
            {
                rest = (rest >> 1) ^ ((rest & 1) * 0xedb88320u);
            }

            table[index] = rest;
        }

        return table;
    }

    // The checksum of zlib.
    private sealed class Adler
    {
        private const uint Modulus = 65521;
        private uint _first = 1;
        private uint _second;

        public uint Value => (_second << 16) | _first;

        public void Add(byte[] bytes)
        {
            foreach (var value in bytes)
            {
                _first = (_first + value) % Modulus;
                _second = (_second + _first) % Modulus;
            }
        }
    }
}
