using IkomiaScale.Storage;

namespace IkomiaScale.Sync.Filters;

/// <summary>
/// Decides what a sync includes, with the same rules for both sides: everything or what <c>-Include</c> names, without what
/// <c>-Exclude</c> or the file <c>.ikignore</c> excludes. As in .gitignore, everything in an excluded folder is excluded. For
/// one thread at a time.
/// </summary>
internal sealed class SyncFilter
{
    /// <summary>The file at the root of the local folder with patterns to exclude. It is never synced.</summary>
    public const string FileName = ".ikignore";

    private const int RememberedFolders = 10_000;

    private readonly PatternList _include;
    private readonly PatternList _exclude;
    private readonly PatternList _ignoreFile;
    private readonly bool _isEmpty;
    private readonly Dictionary<string, Verdict> _folders = new(StringComparer.Ordinal);

    /// <summary>Creates a filter.</summary>
    /// <param name="include">Patterns to include; none for everything.</param>
    /// <param name="exclude">Patterns to exclude.</param>
    /// <param name="ignoreLines">The lines of <c>.ikignore</c>.</param>
    /// <param name="ignoreCase">Whether to ignore case.</param>
    public SyncFilter(IEnumerable<string> include, IEnumerable<string> exclude, IEnumerable<string> ignoreLines, bool ignoreCase = false)
    {
        _include = PatternList.Of(include, ignoreCase);
        _exclude = PatternList.Of(exclude, ignoreCase);
        _ignoreFile = PatternList.OfFile(ignoreLines, ignoreCase);
        _isEmpty = _include.IsEmpty && _exclude.IsEmpty && _ignoreFile.IsEmpty;
    }

    /// <summary>A filter that excludes nothing.</summary>
    public static SyncFilter None => new([], [], []);

    /// <summary>The patterns that have not matched anything, with their source.</summary>
    public IEnumerable<string> Unmatched =>
        _include.Unmatched.Select(text => $"-Include '{text}'")
            .Concat(_exclude.Unmatched.Select(text => $"-Exclude '{text}'"))
            .Concat(_ignoreFile.Unmatched.Select(text => $"'{text}' of {FileName}"));

    /// <summary>Whether a folder is excluded with everything in it.</summary>
    /// <param name="path">The path below the root.</param>
    public bool LeavesOutFolder(string path) => !_isEmpty && OfFolder(path).IsOut;

    /// <summary>Whether a file or object is excluded.</summary>
    /// <param name="path">The path below the root.</param>
    public bool LeavesOut(string path)
    {
        if (path is FileName)
        {
            return true;
        }

        if (_isEmpty)
        {
            return false;
        }

        // Both sources are always evaluated, because unused patterns are reported.
        var folder = OfFolder(StoragePath.DirectoryOf(path));
        var segments = path.Split('/');
        var isIn = _include.Decide(segments, segments.Length, isFolder: false) ?? (folder.IsIn || _include.IsEmpty);
        return folder.IsOut | IsOut(segments, segments.Length, isFolder: false) || !isIn;
    }

    private Verdict OfFolder(string path)
    {
        if (path.Length == 0)
        {
            return default;
        }

        if (_folders.TryGetValue(path, out var known))
        {
            return known;
        }

        var above = OfFolder(StoragePath.DirectoryOf(path));
        var segments = path.Split('/');
        var verdict = above.IsOut || IsOut(segments, segments.Length, isFolder: true)
            ? new Verdict(IsOut: true, IsIn: false)
            : new Verdict(IsOut: false, IsIn: _include.Decide(segments, segments.Length, isFolder: true) ?? above.IsIn);
        if (_folders.Count >= RememberedFolders)
        {
            _folders.Clear();
        }

        return _folders[path] = verdict;
    }

    // A parameter wins over the file.
    private bool IsOut(string[] segments, int count, bool isFolder)
    {
        var byFile = _ignoreFile.Decide(segments, count, isFolder);
        return _exclude.Decide(segments, count, isFolder) ?? byFile ?? false;
    }

    private readonly record struct Verdict(bool IsOut, bool IsIn);
}
