namespace IkomiaScale.Emulator.Vision;

/// <summary>
/// The polygon around a region: along the edges of its pixels, clockwise from its topmost, leftmost corner, with the corners left out that lie less
/// than a pixel off the line between others. Holes are not told.
/// </summary>
internal static class Outline
{
    /// <summary>How far from the true outline the polygon may be, in pixels: the steps of a slanted line are not corners.</summary>
    private const double Tolerance = 1;

    // Right, down, left, up.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    public static IReadOnlyList<(int X, int Y)> Of(Region region, int[] labels, int width)
    {
        var corners = Trace(region, (x, y) =>
            x >= region.Left && x <= region.Right && y >= region.Top && y <= region.Bottom && labels[(y * width) + x] == region.Label);

        // Two halves, so that the two ends of each are far from each other.
        var far = Enumerable.Range(0, corners.Count).MaxBy(index => Distance(corners[index], corners[0]));
        var kept = new List<(int X, int Y)>();
        Simplify(corners, 0, far, kept);
        Simplify([.. corners, corners[0]], far, corners.Count, kept);
        // Of what is a pixel thin no corner is so far off.
        return kept.Count < 3 ? corners : kept;
    }

    // Walks along the pixels' edges with the region on the right hand.
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

        // Turns where the outline does, and says whether it does.
        bool IsCorner()
        {
            var aheadLeft = Ahead(left: true);
            var aheadRight = Ahead(left: false);
            if (aheadRight && !aheadLeft)
            {
                return false;
            }

            // Pixels that touch by a corner only are not connected: there it turns right too.
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

    /// <summary>Keeps the corners of a stretch, its first one included and its last one not, that the tolerance does not leave out.</summary>
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
