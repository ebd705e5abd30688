using IkomiaScale.Emulator.Tasks;
using IkomiaScale.Emulator.Vision;

namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>Pictures of which a test knows what is in them.</summary>
internal static class TestPicture
{
    public const int Width = 96;
    public const int Height = 64;

    public static readonly Rgb White = new(255, 255, 255);
    public static readonly Rgb Red = new(220, 30, 30);
    public static readonly Rgb Green = new(30, 160, 60);
    public static readonly Rgb Blue = new(30, 60, 220);

    /// <summary>On white a red square of 20 pixels at (8, 8), a green rectangle of 30 x 10 at (40, 4), and a blue circle of 31 across at (50, 25).</summary>
    public static byte[] Shapes { get; } = PngWriter.Write(Width, Height, (x, y) => (x, y) switch
    {
        ( >= 8 and < 28, >= 8 and < 28) => Red,
        ( >= 40 and < 70, >= 4 and < 14) => Green,
        _ when Square(x - 65) + Square(y - 40) <= Square(15.5) => Blue,
        _ => White,
    });

    public static byte[] Draw(int width, int height, Func<int, int, Rgb> pixel) => PngWriter.Write(width, height, pixel);

    private static double Square(double value) => value * value;
}
