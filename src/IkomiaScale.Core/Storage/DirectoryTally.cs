namespace IkomiaScale.Storage;

/// <summary>
/// Counts the objects below directories while a listing runs. It keeps the directories, never the objects. The service
/// promises no order, so the counts are complete only at the end of the listing.
/// </summary>
public sealed class DirectoryTally
{
    private readonly SortedDictionary<string, IkStorageDirectory> _directories = new(StringComparer.Ordinal);
    private readonly Func<string, IEnumerable<string>> _directoriesOf;

    private DirectoryTally(Func<string, IEnumerable<string>> directoriesOf)
    {
        _directoriesOf = directoriesOf;
    }

    /// <summary>The directories so far, sorted by path. Sizes are in bytes.</summary>
    public IEnumerable<IkStorageDirectory> Directories => _directories.Values;

    /// <summary>Counts for each directory that is directly in a directory.</summary>
    /// <param name="directory">The parent directory; empty for the top.</param>
    public static DirectoryTally In(string directory)
    {
        var bare = StoragePath.NormalizeDirectory(directory);
        var start = bare.Length == 0 ? 0 : bare.Length + 1;
        return new DirectoryTally(path => path.Length > start && path.IndexOf('/', start) is var slash and > 0 ? [path.Substring(0, slash)] : []);
    }

    /// <summary>Counts for each directory that matches a pattern.</summary>
    public static DirectoryTally Matching(RemotePattern pattern) => new(path => Ancestors(path).Where(directory => pattern.IsMatch(directory, below: false)));

    /// <summary>Counts an object.</summary>
    public void Add(IkStorageObject item)
    {
        foreach (var path in item.Path is null ? [] : _directoriesOf(item.Path))
        {
            if (!_directories.TryGetValue(path, out var directory))
            {
                _directories.Add(path, directory = new IkStorageDirectory(path));
            }

            directory.Count++;
            directory.Size += item.Size ?? 0;
        }
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path.Substring(0, slash);
        }
    }
}
