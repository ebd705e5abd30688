namespace IkomiaScale.Emulator.Vision;

/// <summary>
/// The things in a picture, found by a classical method: the background is the color of most of the frame, and connected pixels of one color that differ from
/// it by more than a threshold are a thing.
/// </summary>
internal sealed class Scene
{
    /// <summary>The largest number of things. A noisy picture would have thousands.</summary>
    private const int MaxObjects = 100;

    private readonly int[] _labels;

    private Scene(Picture picture, Rgb background, int[] labels, IReadOnlyList<SeenObject> objects)
    {
        (Width, Height, Background, Objects) = (picture.Width, picture.Height, background, objects);
        _labels = labels;
    }

    public int Width { get; }

    public int Height { get; }

    public Rgb Background { get; }

    /// <summary>The things, the largest first; in reading order if they have the same size.</summary>
    public IReadOnlyList<SeenObject> Objects { get; }

    /// <summary>Finds the things in a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="threshold">How far a color may be from the background and still belong to it, 0 to 255.</param>
    /// <param name="leastShare">The smallest area of a thing, as a part of the area of the picture, 0 to 1.</param>
    public static Scene Of(Picture picture, int threshold, double leastShare)
    {
        var background = Vision.Background.Of(picture);
        var components = Components.Label(ColorMap.Of(picture, background, threshold), picture.Width, picture.Height);
        var labels = components.Labels;
        Edges.Merge(labels, components.Count, picture.Width, picture.Height);
        var objects = Regions(picture, labels, components.Count)
            .Where(region => region.Area >= leastShare * picture.Size)
            .OrderByDescending(region => region.Area).ThenBy(region => region.Label)
            .Take(MaxObjects)
            .Select(region => See(region, labels, picture.Width))
            .ToList();
        return new Scene(picture, background, labels, objects);
    }

    /// <summary>Whether a pixel belongs to a thing.</summary>
    public bool Has(SeenObject seen, int x, int y) => _labels[(y * Width) + x] == seen.Region.Label;

    /// <summary>The label of the region of a pixel; 0 for the background. Small regions are not in <see cref="Objects"/>.</summary>
    public int LabelAt(int x, int y) => _labels[(y * Width) + x];

    /// <summary>Returns the polygon around a thing.</summary>
    public IReadOnlyList<(int X, int Y)> OutlineOf(SeenObject seen) => Outline.Of(seen.Region, _labels, Width);

    private static SeenObject See(Region region, int[] labels, int width)
    {
        var (shape, fit) = ShapeFit.Of(region, labels, width);
        return new SeenObject(region, shape, ColorName.Of(region.Color), fit);
    }

    private static IEnumerable<Region> Regions(Picture picture, int[] labels, int count)
    {
        var regions = new Region?[count + 1];
        for (var index = 0; index < labels.Length; index++)
        {
            var label = labels[index];
            if (label != 0)
            {
                (regions[label] ??= new Region(label)).Add(index % picture.Width, index / picture.Width, picture[index]);
            }
        }

        return regions.OfType<Region>();
    }
}
