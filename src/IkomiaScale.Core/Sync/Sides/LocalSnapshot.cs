using System.Collections.Concurrent;

namespace IkomiaScale.Sync.Sides;

/// <summary>The local side at the time of the walk.</summary>
internal sealed class LocalSnapshot
{
    private readonly Dictionary<string, LocalGap> _gaps = new(StringComparer.Ordinal);

    /// <summary>Creates an empty snapshot.</summary>
    /// <param name="root">The full path of the folder.</param>
    public LocalSnapshot(string root)
    {
        Root = root;
    }

    /// <summary>The full path of the folder.</summary>
    public string Root { get; }

    /// <summary>The files.</summary>
    public PathTable<LocalEntry> Files { get; } = new();

    /// <summary>The places whose content is unknown.</summary>
    public IReadOnlyCollection<LocalGap> Gaps => _gaps.Values;

    /// <summary>The folders that contain no file directly. Only their existence counts.</summary>
    public HashSet<string> BareFolders { get; } = new(StringComparer.Ordinal);

    /// <summary>What transfers have found out about files.</summary>
    public ConcurrentDictionary<string, LocalEntry> Learned { get; } = new(StringComparer.Ordinal);

    /// <summary>The excluded paths, if they are recorded.</summary>
    public List<string> LeftOut { get; } = new();

    /// <summary>Adds a place whose content is unknown.</summary>
    public void Add(LocalGap gap) => _gaps[gap.Path] = gap;

    public bool HasFolder(string path) => BareFolders.Contains(path) || Files.HasBelow(path);

    /// <summary>Returns the unknown place at or above a path; null for none.</summary>
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

    /// <summary>Returns all files with everything that is known by now, sorted by path.</summary>
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

    public string FullPath(string path) => Path.Combine(Root, LocalPathOf(path));

    private static string LocalPathOf(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace('/', Path.DirectorySeparatorChar);
}
