using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Sync.Sides;

/// <summary>Which names the local file system can hold and distinguish.</summary>
/// <param name="IgnoresCase">Whether names that differ only in case are the same.</param>
/// <param name="IgnoresForm">Whether names that differ only in Unicode form are the same.</param>
/// <param name="IsWindows">Whether the rules of Windows apply.</param>
internal sealed record NameRules(bool IgnoresCase, bool IgnoresForm, bool IsWindows)
{
    /// <summary>The rules of a file system that distinguishes all names.</summary>
    public static NameRules Exact { get; } = new(false, false, false);

    /// <summary>Whether some different names are the same file.</summary>
    public bool Folds => IgnoresCase || IgnoresForm;

    /// <summary>
    /// Finds the rules for a folder from its file system, without writing. If that shows nothing, the usual rules of the
    /// operating system apply.
    /// </summary>
    public static NameRules Of(string folder)
    {
        var isWindows = LocalPath.IsWindows;
        var isExact = LocalPath.Comparer.Equals("a", "A") ? Knows(folder) is true : Knows(folder) is not false;
        return new NameRules(!isExact, !isExact && !isWindows, isWindows);
    }

    /// <summary>Converts a path so that names of the same file are equal.</summary>
    public string Fold(string path)
    {
        var folded = IgnoresForm ? path.Normalize(NormalizationForm.FormC) : path;
        return IgnoresCase ? folded.ToUpperInvariant() : folded;
    }

    /// <summary>Why no file can have this path; null if one can.</summary>
    public string? WhyNot(string path) => LocalPath.WhyNotPath(path, IsWindows);

    // Whether the file system distinguishes case: whether the folder does not exist under its name in the other case.
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
