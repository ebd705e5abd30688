namespace IkomiaScale.Architecture.Tests;

/// <summary>Each folder uses only folders of lower layers, so nothing goes in a circle and a reader knows where a thing's ground is.</summary>
public sealed class LayerTests
{
    public static TheoryData<string, string> Projects => new()
    {
        { "IkomiaScale.Core", "IkomiaScale.Core" },
        { "IkomiaScale", "IkomiaScale" },
        { "IkomiaScale.Emulator", "ikscale-emulator" },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_has_a_layer_in_the_documentation(string project, string assembly)
    {
        Assert.NotEmpty(Checkout.Assembly(assembly));
        var folders = SourceFolders.Of(Path.Combine(Checkout.Root, "src", project)).All;

        Assert.Equal(folders.Order(StringComparer.Ordinal), LayerTable.Read(project).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_folders_below_it(string project, string assembly)
    {
        var layers = LayerTable.Read(project);
        var uses = FolderUses.Of(Checkout.Assembly(assembly), SourceFolders.Of(Path.Combine(Checkout.Root, "src", project))).Found;

        // Were nothing found, the sources or the assembly would not have been read.
        Assert.True(uses.Count > 10, $"Only {uses.Count} uses were found.");
        var wrong = uses
            .Where(use => !(layers.GetValueOrDefault(use.Key.To, int.MaxValue) < layers.GetValueOrDefault(use.Key.From)))
            .Select(use => $"{use.Key.From} uses {use.Key.To}: {use.Value}")
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }
}
