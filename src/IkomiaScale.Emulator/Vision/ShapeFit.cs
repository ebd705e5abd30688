namespace IkomiaScale.Emulator.Vision;

/// <summary>Finds the simple shape of a region: the ideal shape in its box that covers it best.</summary>
internal static class ShapeFit
{
    /// <summary>The worst fit that counts as one of the shapes.</summary>
    private const double LeastFit = 0.8;

    /// <summary>Sides are equal if they differ by less than this part of the longer one.</summary>
    private const double EqualSides = 0.05;

    /// <summary>In larger boxes, not every pixel is compared.</summary>
    private const double MaxSamples = 1_000_000;

    // Each function returns whether a point is inside. The box goes from 0 to 1 in both directions, with y downward.
    private static readonly (string Name, Func<double, double, bool> Has)[] Ideals =
    [
        ("rectangle", (_, _) => true),
        ("ellipse", (x, y) => Square((2 * x) - 1) + Square((2 * y) - 1) <= 1),
        ("diamond", (x, y) => Math.Abs((2 * x) - 1) + Math.Abs((2 * y) - 1) <= 1),
        ("triangle", (x, y) => Math.Abs((2 * x) - 1) <= y),
        ("triangle", (x, y) => Math.Abs((2 * x) - 1) <= 1 - y),
        ("triangle", (x, y) => Math.Abs((2 * y) - 1) <= x),
        ("triangle", (x, y) => Math.Abs((2 * y) - 1) <= 1 - x),
        ("triangle", (x, y) => x <= y),
        ("triangle", (x, y) => x >= y),
        ("triangle", (x, y) => x <= 1 - y),
        ("triangle", (x, y) => x >= 1 - y),
    ];

    /// <summary>Returns the name of the best shape, and its intersection over union with the region: 1 for a perfect fit.</summary>
    public static (string Name, double Fit) Of(Region region, int[] labels, int width)
    {
        var best = Ideals.Select(ideal => (ideal.Name, Fit: Fit(region, labels, width, ideal.Has))).MaxBy(candidate => candidate.Fit);
        var isEven = Math.Abs(region.Width - region.Height) <= EqualSides * Math.Max(region.Width, region.Height);
        var name = best switch
        {
            { Fit: < LeastFit } => "shape",
            { Name: "rectangle" } when isEven => "square",
            { Name: "ellipse" } when isEven => "circle",
            _ => best.Name,
        };
        return (name, Math.Round(best.Fit, 4));
    }

    private static double Fit(Region region, int[] labels, int width, Func<double, double, bool> has)
    {
        int both = 0, either = 0;
        var step = 1 + (int)Math.Sqrt(region.Width * (double)region.Height / MaxSamples);
        for (var y = 0; y < region.Height; y += step)
        {
            for (var x = 0; x < region.Width; x += step)
            {
                var isReal = labels[((region.Top + y) * width) + region.Left + x] == region.Label;
                var isIdeal = has((x + 0.5) / region.Width, (y + 0.5) / region.Height);
                both += isReal && isIdeal ? 1 : 0;
                either += isReal || isIdeal ? 1 : 0;
            }
        }

        return (double)both / either;
    }

    private static double Square(double value) => value * value;
}
