using System.Buffers.Binary;
using System.IO.Compression;

namespace IkomiaScale.Reports.Pictures;

/// <summary>
/// Reads the stored values of a PNG image instead of its colors. A pixel of a mask is a label, but image libraries scale gray
/// values and resolve palettes.
/// </summary>
internal static class PngReader
{
    private const int SignatureLength = 8;

    // The passes of an interlaced image: first column, first row, step to the right, step down.
    private static readonly (int X, int Y, int Right, int Down)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>
    /// Returns the values: gray values or palette indexes as stored, or red, green and blue as one number. Transparent pixels
    /// are 0. Null if the file is not a PNG image that can be read.
    /// </summary>
    public static PngLabels? TryRead(byte[] file)
    {
        try
        {
            return Read(file);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static PngLabels? Read(byte[] file)
    {
        using var compressed = new MemoryStream();
        PngFormat? format = null;
        var position = SignatureLength;
        while (position + 8 <= file.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
            var type = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position + 4));
            var start = position + 8;
            if (length < 0 || length > file.Length - start)
            {
                return null;
            }

            switch (type)
            {
                case 0x49484452: // IHDR
                    format = PngFormat.Read(file.AsSpan(start, length));
                    break;
                case 0x49444154: // IDAT
                    compressed.Write(file, start, length);
                    break;
            }

            position = start + length + 4;
        }

        if (format is null || compressed.Length < 3)
        {
            return null;
        }

        // Skips the two bytes of the zlib header. The checksum at the end is not checked.
        compressed.Position = 2;
        using var rows = new DeflateStream(compressed, CompressionMode.Decompress);
        var grid = new PixelGrid(format.Width, format.Height);
        foreach (var pass in format.IsInterlaced ? Passes : [(0, 0, 1, 1)])
        {
            ReadPass(rows, format, pass, grid);
        }

        return new PngLabels(grid, format.HasColors);
    }

    private static void ReadPass(Stream rows, PngFormat format, (int X, int Y, int Right, int Down) pass, PixelGrid grid)
    {
        var width = (format.Width - pass.X + pass.Right - 1) / pass.Right;
        var height = (format.Height - pass.Y + pass.Down - 1) / pass.Down;
        if (width <= 0 || height <= 0)
        {
            return;
        }

        var length = ((width * format.BitsPerPixel) + 7) / 8;
        var (row, above) = (new byte[length], new byte[length]);
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            Fill(rows, row);
            PngFilter.Undo(filter, row, above, Math.Max(1, format.BitsPerPixel / 8));
            for (var x = 0; x < width; x++)
            {
                grid[pass.X + (x * pass.Right), pass.Y + (y * pass.Down)] = format.LabelAt(row, x);
            }

            (row, above) = (above, row);
        }
    }

    private static void Fill(Stream rows, byte[] row)
    {
        for (var filled = 0; filled < row.Length;)
        {
            var read = rows.Read(row, filled, row.Length - filled);
            if (read == 0)
            {
                throw new InvalidDataException("The image ends too early.");
            }

            filled += read;
        }
    }
}
