namespace IkomiaScale.Loader;

/// <summary>Compares two installed copies of the module.</summary>
internal static class ModuleCopy
{
    /// <summary>Whether the assemblies in two folders, and the manifests of their modules, have the same bytes.</summary>
    /// <param name="one">A folder of assemblies, two levels below the manifest of its module.</param>
    /// <param name="other">Another folder.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static bool IsSame(string one, string other)
    {
        var ours = Files(one);
        var theirs = Files(other);
        return ours.Count == theirs.Count
            && ours.All(file => theirs.TryGetValue(file.Key, out var path) && new FileInfo(file.Value).Length == new FileInfo(path).Length
                && File.ReadAllBytes(file.Value).SequenceEqual(File.ReadAllBytes(path)));
    }

    private static Dictionary<string, string> Files(string folder)
    {
        var manifest = Path.Combine(folder, "..", "..", "IkomiaScale.psd1");
        return Directory.GetFiles(folder, "*.dll").Append(manifest).ToDictionary(file => Path.GetFileName(file), StringComparer.Ordinal);
    }
}
