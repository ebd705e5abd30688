namespace IkomiaScale.Tests.Reports;

/// <summary>Beginnings of JPEG files.</summary>
internal static class Jpegs
{
    /// <summary>All up to the frame header, with EXIF data that tell how the picture is turned.</summary>
    public static byte[] Header(int width, int height, int orientation, bool isLittle)
    {
        byte[] tiff = isLittle
            ? [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0]
            : [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0];
        byte[] exif = [(byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, .. tiff];
        return
        [
            0xff, 0xd8,
            0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif,
            0xff, 0xc0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
        ];
    }
}
