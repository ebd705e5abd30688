namespace IkomiaScale.Reports.Pictures;

/// <summary>Reverses the filters of PNG rows, which improve compression.</summary>
internal static class PngFilter
{
    /// <summary>Restores a row.</summary>
    /// <param name="filter">The filter, 0 to 4.</param>
    /// <param name="row">The row, changed in place.</param>
    /// <param name="above">The restored row above; zeros for the first row.</param>
    /// <param name="step">The number of bytes per pixel, at least 1.</param>
    /// <exception cref="InvalidDataException">The filter is unknown.</exception>
    public static void Undo(int filter, byte[] row, byte[] above, int step)
    {
        for (var index = 0; index < row.Length; index++)
        {
            var left = index >= step ? row[index - step] : 0;
            var corner = index >= step ? above[index - step] : 0;
            row[index] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => above[index],
                3 => (byte)((left + above[index]) / 2),
                4 => (byte)Paeth(left, above[index], corner),
                _ => throw new InvalidDataException("The image has an unknown PNG filter."),
            };
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
