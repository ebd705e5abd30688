using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Computes colors and boxes from the bytes of a hash, so that they are always the same for the same input.</summary>
internal static class DemoShapes
{
    public const int Width = 16;
    public const int Height = 12;

    public static JsonObject Color(ReadOnlySpan<byte> seed) => new()
    {
        ["r"] = seed[0],
        ["g"] = seed[1],
        ["b"] = seed[2],
        ["a"] = 255,
    };

    /// <summary>A box inside an image of the given size.</summary>
    public static JsonObject Box(ReadOnlySpan<byte> seed, int width, int height)
    {
        var left = seed[0] / 256.0 * width / 2;
        var top = seed[1] / 256.0 * height / 2;
        return new JsonObject
        {
            ["x"] = Math.Round(left, 3),
            ["y"] = Math.Round(top, 3),
            ["width"] = Math.Round((width - left) * (0.1 + (seed[2] / 512.0)), 3),
            ["height"] = Math.Round((height - top) * (0.1 + (seed[3] / 512.0)), 3),
        };
    }

    public static double Confidence(byte seed) => Math.Round(0.5 + (seed / 512.0), 4);
}
