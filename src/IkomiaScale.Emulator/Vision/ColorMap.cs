namespace IkomiaScale.Emulator.Vision;

/// <summary>Maps each pixel to 0 for the background, or to its color (1 and more).</summary>
internal static class ColorMap
{
    /// <param name="picture">The picture.</param>
    /// <param name="background">The background of the picture.</param>
    /// <param name="threshold">How far a color may be from the background and still belong to it, 0 to 255.</param>
    public static byte[] Of(Picture picture, Rgb background, int threshold)
    {
        var map = new byte[picture.Size];
        for (var index = 0; index < map.Length; index++)
        {
            var color = picture[index];
            if (!picture.IsClear(index) && color.DistanceTo(background) > threshold)
            {
                map[index] = (byte)(1 + ColorName.IndexOf(color));
            }
        }

        return map;
    }
}
