namespace IkomiaScale.Emulator.Vision;

/// <summary>
/// The polygon around a region: along the edges of its pixels, clockwise from the topmost, leftmost corner, without the corners that are less than a
/// pixel away from the line between other corners. Ignores holes.
/// </summary>
internal static class Outline
{
    /// <summary>The largest distance between polygon and outline, in pixels, so that the steps of a slanted line are not corners.</summary>
    private const double Tolerance = 1;

    // The directions: right, down, left, up.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    public static IReadOnlyList<(int X, int Y)> Of(Region region, int[] labels, int width)
    {
        var corners = Trace(region, (x, y) =>
            x >= region.Left && x <= region.Right && y >= region.Top && y <= region.Bottom && labels[(y * width) + x] == region.Label);

        // Simplified in two halves, so that the ends of each are far apart.
        var far = Enumerable.Range(0, corners.Count).MaxBy(index => Distance(corners[index], corners[0]));
        var kept = new List<(int X, int Y)>();
        Simplify(corners, 0, far, kept);
        Simplify([.. corners, corners[0]], far, corners.Count, kept);
        // A region that is one pixel thin has no corner that far away.
        return kept.Count < 3 ? corners : kept;
    }

    // Walks along the edges of the pixels, with the region on the right.
    private static List<(int X, int Y)> Trace(Region region, Func<int, int, bool> has)
    {
        var startX = Enumerable.Range(region.Left, region.Width).First(x => has(x, region.Top));
        var (x, y, direction) = (startX, region.Top, 0);
        var corners = new List<(int X, int Y)>();
        do
        {
            corners.Add((x, y));
            do
            {
                x += Steps[direction].X;
                y += Steps[direction].Y;
            }
            while (!IsCorner());
        }
        while ((x, y, direction) != (startX, region.Top, 0));

        return corners;

        // Turns where the outline turns, and returns whether it did.
        bool IsCorner()
        {
            var aheadLeft = Ahead(left: true);
            var aheadRight = Ahead(left: false);
            if (aheadRight && !aheadLeft)
            {
                return false;
            }

            // Pixels that touch only at a corner are not connected, so it turns right there too.
            direction = (direction + (aheadRight ? 3 : 1)) % 4;
            return true;
        }

        bool Ahead(bool left) => direction switch
        {
            0 => has(x, left ? y - 1 : y),
            1 => has(left ? x : x - 1, y),
            2 => has(x - 1, left ? y : y - 1),
            _ => has(left ? x - 1 : x, y - 1),
        };
    }

    /// <summary>Keeps the corners between two corners that are outside of the tolerance, and the first corner, but not the last.</summary>
    private static void Simplify(IReadOnlyList<(int X, int Y)> corners, int first, int last, List<(int X, int Y)> kept)
    {
        var open = new Stack<(int First, int Last)>([(first, last)]);
        while (open.TryPop(out var stretch))
        {
            var farthest = (Index: -1, Distance: Tolerance);
            for (var index = stretch.First + 1; index < stretch.Last; index++)
            {
                var distance = DistanceToLine(corners[index], corners[stretch.First], corners[stretch.Last]);
                farthest = distance > farthest.Distance ? (index, distance) : farthest;
            }

            if (farthest.Index < 0)
            {
                kept.Add(corners[stretch.First]);
                continue;
            }

            open.Push((farthest.Index, stretch.Last));
            open.Push((stretch.First, farthest.Index));
        }
    }

    private static double DistanceToLine((int X, int Y) point, (int X, int Y) from, (int X, int Y) to)
    {
        var length = Distance(from, to);
        return length == 0
            ? Distance(point, from)
            : Math.Abs(((double)(to.X - from.X) * (from.Y - point.Y)) - ((double)(from.X - point.X) * (to.Y - from.Y))) / length;
    }

    private static double Distance((int X, int Y) one, (int X, int Y) other) => Math.Sqrt(Square(one.X - other.X) + Square(one.Y - other.Y));

    private static double Square(double value) => value * value;
}
