using System.Collections.Concurrent;

namespace IkomiaScale.Sync.Sides;

/// <summary>The local side as it was when it was walked.</summary>
internal sealed class LocalSnapshot
{
    private readonly Dictionary<string, LocalGap> _gaps = new(StringComparer.Ordinal);

    /// <summary>Makes an empty one.</summary>
    /// <param name="root">The full path of the folder.</param>
    public LocalSnapshot(string root)
    {
        Root = root;
    }

    /// <summary>The full path of the folder.</summary>
    public string Root { get; }

    /// <summary>The files.</summary>
    public PathTable<LocalEntry> Files { get; } = new();

    /// <summary>Places of which it is not known what is there.</summary>
    public IReadOnlyCollection<LocalGap> Gaps => _gaps.Values;

    /// <summary>Folders without a file of their own: that there is a folder of this name is all that counts of them.</summary>
    public HashSet<string> BareFolders { get; } = new(StringComparer.Ordinal);

    /// <summary>What became known of files by transferring them.</summary>
    public ConcurrentDictionary<string, LocalEntry> Learned { get; } = new(StringComparer.Ordinal);

    /// <summary>What is left out, where that is to be told.</summary>
    public List<string> LeftOut { get; } = new();

    /// <summary>Adds a place of which it is not known what is there.</summary>
    public void Add(LocalGap gap) => _gaps[gap.Path] = gap;

    /// <summary>Whether there is a folder of this path.</summary>
    public bool HasFolder(string path) => BareFolders.Contains(path) || Files.HasBelow(path);

    /// <summary>The place at or above a path of which it is not known what is there; null for none.</summary>
    public LocalGap? GapOf(string path)
    {
        if (_gaps.Count == 0)
        {
            return null;
        }

        if (_gaps.TryGetValue(string.Empty, out var all))
        {
            return all;
        }

        for (var part = path; part.Length > 0; part = StoragePath.DirectoryOf(part))
        {
            if (_gaps.TryGetValue(part, out var gap))
            {
                return gap;
            }
        }

        return null;
    }

    /// <summary>All files with what is known of them by now, in the order of their paths.</summary>
    public IEnumerable<LocalEntry> Known()
    {
        var learned = Learned.Values.OrderBy(entry => entry.Path, StringComparer.Ordinal).ToList();
        var next = 0;
        for (var place = 0; place < Files.Count; place++)
        {
            while (next < learned.Count && string.CompareOrdinal(learned[next].Path, Files[place].Path) < 0)
            {
                yield return learned[next++];
            }

            yield return next < learned.Count && learned[next].Path == Files[place].Path ? learned[next++] : Files[place];
        }

        for (; next < learned.Count; next++)
        {
            yield return learned[next];
        }
    }

    /// <summary>The full path of a file.</summary>
    public string FullPath(string path) => Path.Combine(Root, LocalPathOf(path));

    private static string LocalPathOf(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace('/', Path.DirectorySeparatorChar);
}
