using System.Buffers.Binary;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Recognizes images by their first bytes, and reads the width and height of PNG and JPEG images.</summary>
internal static class ImageFormat
{
    /// <summary>The number of bytes that are read. A JPEG can have a large thumbnail before its width and height.</summary>
    public const int HeaderBytes = 256 * 1024;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static string ContentTypeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(PngSignature))
        {
            return "image/png";
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
        {
            return "image/jpeg";
        }

        if (content.StartsWith("GIF8"u8))
        {
            return "image/gif";
        }

        if (content.StartsWith("BM"u8))
        {
            return "image/bmp";
        }

        return content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8)
            ? "image/webp"
            : "application/octet-stream";
    }

    public static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(PngSignature) && content.Length >= 24)
        {
            return (BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..]));
        }

        return content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8]) ? SizeOfJpeg(content[2..]) : null;
    }

    /// <summary>Finds the frame header, which has width and height, segment by segment.</summary>
    private static (int Width, int Height)? SizeOfJpeg(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 9 && rest[0] == 0xff)
        {
            var marker = rest[1];
            var isFrameHeader = marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);
            if (isFrameHeader)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            }

            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            rest = length <= rest.Length ? rest[length..] : [];
        }

        return null;
    }
}
