namespace IkomiaScale.Reports.Pictures;

/// <summary>The rotation and mirroring that make a stored picture upright: the EXIF orientation, 1 to 8.</summary>
/// <param name="Exif">The EXIF value; 1 is upright as stored.</param>
internal readonly record struct Turn(int Exif)
{
    /// <summary>Upright as stored.</summary>
    public static Turn None { get; } = new(1);

    /// <summary>Whether nothing changes.</summary>
    public bool IsNone => Exif is < 2 or > 8;

    /// <summary>Whether the stored width is the height of the upright picture.</summary>
    public bool SwapsSides => Exif is >= 5 and <= 8;

    /// <summary>Converts a point from the stored to the upright picture.</summary>
    /// <param name="point">The point.</param>
    /// <param name="width">The stored width.</param>
    /// <param name="height">The stored height.</param>
    public PixelPoint Apply(PixelPoint point, double width, double height) => Exif switch
    {
        2 => new(width - point.X, point.Y),
        3 => new(width - point.X, height - point.Y),
        4 => new(point.X, height - point.Y),
        5 => new(point.Y, point.X),
        6 => new(height - point.Y, point.X),
        7 => new(height - point.Y, width - point.X),
        8 => new(point.Y, width - point.X),
        _ => point,
    };

    /// <summary>Converts a rectangle from the stored to the upright picture.</summary>
    public PixelBox Apply(PixelBox box, double width, double height)
    {
        var one = Apply(new PixelPoint(box.X, box.Y), width, height);
        var other = Apply(new PixelPoint(box.X + box.Width, box.Y + box.Height), width, height);
        return new PixelBox(Math.Min(one.X, other.X), Math.Min(one.Y, other.Y), Math.Abs(one.X - other.X), Math.Abs(one.Y - other.Y));
    }

    /// <summary>Converts a grid of pixels from the stored to the upright picture.</summary>
    public PixelGrid Apply(PixelGrid grid)
    {
        if (IsNone)
        {
            return grid;
        }

        var upright = SwapsSides ? new PixelGrid(grid.Height, grid.Width) : new PixelGrid(grid.Width, grid.Height);
        for (var y = 0; y < grid.Height; y++)
        {
            for (var x = 0; x < grid.Width; x++)
            {
                // Converts the centers of pixels, because they stay centers.
                var place = Apply(new PixelPoint(x + 0.5, y + 0.5), grid.Width, grid.Height);
                upright[(int)place.X, (int)place.Y] = grid[x, y];
            }
        }

        return upright;
    }
}
