using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Sync.Sides;

/// <summary>Which names the file system of the local side can hold, and which it can hold apart.</summary>
/// <param name="IgnoresCase">Whether upper and lower case are one name.</param>
/// <param name="IgnoresForm">Whether the forms in which Unicode can write one letter are one name.</param>
/// <param name="IsWindows">Whether the rules of Windows hold.</param>
internal sealed record NameRules(bool IgnoresCase, bool IgnoresForm, bool IsWindows)
{
    /// <summary>The rules of a file system that takes names as they are.</summary>
    public static NameRules Exact { get; } = new(false, false, false);

    /// <summary>Whether there are names that it cannot hold apart.</summary>
    public bool Folds => IgnoresCase || IgnoresForm;

    /// <summary>The rules where a folder is: asked of the file system without writing anything, the system's usual ones where that tells nothing.</summary>
    public static NameRules Of(string folder)
    {
        var isWindows = LocalPath.IsWindows;
        var isExact = LocalPath.Comparer.Equals("a", "A") ? Knows(folder) is true : Knows(folder) is not false;
        return new NameRules(!isExact, !isExact && !isWindows, isWindows);
    }

    /// <summary>What all names have in common that it cannot hold apart.</summary>
    public string Fold(string path)
    {
        var folded = IgnoresForm ? path.Normalize(NormalizationForm.FormC) : path;
        return IgnoresCase ? folded.ToUpperInvariant() : folded;
    }

    /// <summary>Why no file can have this path; null where one can.</summary>
    public string? WhyNot(string path) => LocalPath.WhyNotPath(path, IsWindows);

    // Whether it tells upper and lower case apart: whether the folder is known by its name in the other case too.
    private static bool? Knows(string folder)
    {
        for (var path = folder.TrimEnd(Path.DirectorySeparatorChar); Path.GetDirectoryName(path) is { } above; path = above)
        {
            var name = Path.GetFileName(path);
            var other = name.ToUpperInvariant() != name ? name.ToUpperInvariant() : name.ToLowerInvariant();
            if (other != name && Directory.Exists(path))
            {
                return !Directory.Exists(Path.Combine(above, other));
            }
        }

        return null;
    }
}
