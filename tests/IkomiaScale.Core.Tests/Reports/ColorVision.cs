namespace IkomiaScale.Tests.Reports;

/// <summary>How different colors look, to all eyes: the matrices of Machado, Oliveira and Fernandes (2009) for the full deficiency.</summary>
internal static class ColorVision
{
    private static readonly double[][] Eyes =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
    ];

    /// <summary>The distance of two colors in CIELAB, to the eyes that see the least of it.</summary>
    public static double LeastDifference(int one, int other) => Eyes.Min(eye => Distance(Lab(one, eye), Lab(other, eye)));

    /// <summary>The contrast of WCAG.</summary>
    public static double Contrast(int one, int other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(int color) => (0.2126 * Linear(color >> 16)) + (0.7152 * Linear(color >> 8)) + (0.0722 * Linear(color));

    private static double Linear(int part) => ((part & 255) / 255.0) is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double[] Lab(int color, double[] eye)
    {
        double[] rgb = [Linear(color >> 16), Linear(color >> 8), Linear(color)];
        var seen = Enumerable.Range(0, 3).Select(row => Math.Clamp(Enumerable.Range(0, 3).Sum(column => eye[(3 * row) + column] * rgb[column]), 0, 1)).ToArray();
        var x = Curve(((0.4124 * seen[0]) + (0.3576 * seen[1]) + (0.1805 * seen[2])) / 0.95047);
        var y = Curve((0.2126 * seen[0]) + (0.7152 * seen[1]) + (0.0722 * seen[2]));
        var z = Curve(((0.0193 * seen[0]) + (0.1192 * seen[1]) + (0.9505 * seen[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Curve(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16 / 116.0);

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());
}
