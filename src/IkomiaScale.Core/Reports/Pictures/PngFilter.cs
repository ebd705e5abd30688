namespace IkomiaScale.Reports.Pictures;

/// <summary>Takes back what a PNG writer did to a row so that it compresses better.</summary>
internal static class PngFilter
{
    /// <summary>Makes a row what it was.</summary>
    /// <param name="filter">What was done, 0 to 4.</param>
    /// <param name="row">The row, changed in place.</param>
    /// <param name="above">The row above, as it was; zeros for the first.</param>
    /// <param name="step">Bytes from a pixel to the next.</param>
    /// <exception cref="InvalidDataException">There is no such filter.</exception>
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
                _ => throw new InvalidDataException("The image has a filter that PNG does not know."),
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
