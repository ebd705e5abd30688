namespace IkomiaScale.Architecture.Tests;

/// <summary>The layers that docs/architecture.md promises: under "## Layers", a table for each project, its folders from the lowest on.</summary>
internal static class LayerTable
{
    /// <summary>The folders of a project, each with its layer, counted from 1 at the bottom.</summary>
    /// <param name="project">The folder of the project below <c>src</c>.</param>
    public static Dictionary<string, int> Read(string project)
    {
        var lines = File.ReadLines(Path.Combine(Checkout.Root, "docs", "architecture.md"))
            .SkipWhile(line => line != $"### `src/{project}`")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]));
        var layers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cells in lines.Select(line => line.Split('|')))
        {
            var layer = int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture);
            foreach (var folder in cells[2].Split(',').Select(name => name.Trim(' ', '`')))
            {
                layers.Add(folder, layer);
            }
        }

        return layers;
    }
}
