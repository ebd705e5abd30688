namespace IkomiaScale.Emulator.Vision;

/// <summary>Finds the background of a picture: the color of most of its frame.</summary>
internal static class Background
{
    /// <summary>Returns the mean of the pixels of the frame that have the most frequent color, compared by 4 bits per channel.</summary>
    public static Rgb Of(Picture picture)
    {
        var groups = new Dictionary<int, (int Count, long R, long G, long B)>();
        foreach (var index in Frame(picture))
        {
            if (picture.IsClear(index))
            {
                continue;
            }

            var color = picture[index];
            var key = (color.R >> 4 << 8) | (color.G >> 4 << 4) | (color.B >> 4);
            var (count, r, g, b) = groups.GetValueOrDefault(key);
            groups[key] = (count + 1, r + color.R, g + color.G, b + color.B);
        }

        // The key decides between equal counts, so that the same picture always has the same background.
        var most = groups.OrderByDescending(group => group.Value.Count).ThenBy(group => group.Key).FirstOrDefault().Value;
        return most.Count == 0
            ? new Rgb(255, 255, 255)
            : new Rgb((byte)(most.R / most.Count), (byte)(most.G / most.Count), (byte)(most.B / most.Count));
    }

    private static IEnumerable<int> Frame(Picture picture)
    {
        for (var x = 0; x < picture.Width; x++)
        {
            yield return x;
            yield return ((picture.Height - 1) * picture.Width) + x;
        }

        for (var y = 1; y < picture.Height - 1; y++)
        {
            yield return y * picture.Width;
            yield return (y * picture.Width) + picture.Width - 1;
        }
    }
}
