using System.Buffers.Binary;

namespace IkomiaScale.Reports.Pictures;

/// <summary>Reads the segments of a JPEG file up to the frame header, including the EXIF data with the orientation.</summary>
internal static class JpegHeader
{
    private const int OrientationTag = 0x0112;

    /// <summary>Returns size and orientation; zeros if they are not in the bytes.</summary>
    public static (int Width, int Height, Turn Turn) Read(ReadOnlySpan<byte> head)
    {
        var turn = Turn.None;
        var at = 2;
        while (at + 9 < head.Length && head[at] == 0xff)
        {
            var marker = head[at + 1];
            if (marker == 0xff)
            {
                at++;
                continue;
            }

            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(head.Slice(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(head.Slice(at + 5)), turn);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(head.Slice(at + 2));
            if (marker == 0xe1 && at + 2 + length <= head.Length)
            {
                turn = Orientation(head.Slice(at + 4, Math.Max(0, length - 2))) ?? turn;
            }

            at += 2 + length;
        }

        return default;
    }

    // "Exif", two zeros, then a TIFF file in one of two byte orders.
    private static Turn? Orientation(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0\0"u8))
        {
            return null;
        }

        var tiff = exif.Slice(6);
        var isLittle = tiff[0] == 'I';
        var first = Number32(tiff.Slice(4), isLittle);
        if (first > tiff.Length - 2)
        {
            return null;
        }

        var count = Number16(tiff.Slice((int)first), isLittle);
        for (var index = 0; index < count; index++)
        {
            var at = (int)first + 2 + (index * 12);
            if (at + 12 > tiff.Length)
            {
                return null;
            }

            if (Number16(tiff.Slice(at), isLittle) == OrientationTag)
            {
                var value = Number16(tiff.Slice(at + 8), isLittle);
                return value is >= 1 and <= 8 ? new Turn(value) : null;
            }
        }

        return null;
    }

    private static int Number16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
