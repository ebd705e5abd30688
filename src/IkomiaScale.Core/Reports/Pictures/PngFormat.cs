using System.Buffers.Binary;

namespace IkomiaScale.Reports.Pictures;

/// <summary>The format of the pixels of a PNG image.</summary>
internal sealed class PngFormat
{
    private const int Grey = 0;
    private const int Rgb = 2;
    private const int Palette = 3;
    private const int GreyAlpha = 4;
    private const int Rgba = 6;

    private readonly int _depth;
    private readonly int _color;

    private PngFormat(int width, int height, int depth, int color, bool isInterlaced)
    {
        Width = width;
        Height = height;
        _depth = depth;
        _color = color;
        IsInterlaced = isInterlaced;
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsInterlaced { get; }

    public bool HasColors => _color is Rgb or Rgba;

    public int BitsPerPixel => _depth * _color switch
    {
        Rgb => 3,
        GreyAlpha => 2,
        Rgba => 4,
        _ => 1,
    };

    /// <summary>Reads the header of an image; null if its format is unknown, or it is too large.</summary>
    public static PngFormat? Read(ReadOnlySpan<byte> header)
    {
        if (header.Length < 13)
        {
            return null;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.Slice(4)));
        var (depth, color) = (header[8], header[9]);
        var isKnown = (color, depth) is (Grey, 1 or 2 or 4 or 8 or 16) or (Palette, 1 or 2 or 4 or 8) or (Rgb or GreyAlpha or Rgba, 8 or 16);
        return isKnown && width > 0 && height > 0 && (long)width * height <= PixelGrid.PixelLimit
            ? new PngFormat(width, height, depth, color, header[12] == 1)
            : null;
    }

    /// <summary>Returns the value of a pixel in its row.</summary>
    public int LabelAt(byte[] row, int x)
    {
        if (_depth < 8)
        {
            var bit = x * _depth;
            return (row[bit / 8] >> (8 - _depth - (bit % 8))) & ((1 << _depth) - 1);
        }

        var bytes = _depth / 8;
        var at = x * BitsPerPixel / 8;
        switch (_color)
        {
            case Rgb:
                return Color(row, at, bytes);
            case Rgba:
                return row[at + (3 * bytes)] == 0 ? 0 : Color(row, at, bytes);
            case GreyAlpha:
                return row[at + bytes] == 0 ? 0 : Value(row, at, bytes);
            default:
                return Value(row, at, bytes);
        }
    }

    private static int Value(byte[] row, int at, int bytes) => bytes == 2 ? (row[at] << 8) | row[at + 1] : row[at];

    private static int Color(byte[] row, int at, int bytes) => (row[at] << 16) | (row[at + bytes] << 8) | row[at + (2 * bytes)];
}
