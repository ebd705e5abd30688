using IkomiaScale.Storage;

namespace IkomiaScale.Administration;

/// <summary>A local plugin of a workflow: a folder for the archive, with the files that its parameters name.</summary>
internal sealed class PluginFolder
{
    /// <summary>Files of editors and version control, which do not belong to the plugin.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { ".git", ".github", ".gitignore", ".idea" };

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly string _root;

    /// <summary>Reads the folder.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: the folder cannot be read.</exception>
    public PluginFolder(string path)
    {
        _root = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        Name = PluginPath.NameOf(_root);
        foreach (var relative in FolderTree.Files(_root, _ => { }))
        {
            if (!relative.Split(Path.DirectorySeparatorChar).Any(LeftOut.Contains))
            {
                _files.Add(EntryOf(relative), Path.Combine(_root, relative));
            }
        }
    }

    /// <summary>The name of the folder, also in the archive.</summary>
    public string Name { get; }

    /// <summary>The full path of the folder.</summary>
    public string Root => _root;

    /// <summary>The files for the archive: their names in it, and their local paths.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Whether another path is this folder.</summary>
    public bool Is(string path) => string.Equals(_root, Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar), Comparison);

    /// <summary>Returns the name in the archive for a file of a parameter. A file outside the folder is added in <c>data/</c>.</summary>
    public string Take(string file)
    {
        var full = Path.GetFullPath(file);
        if (full.StartsWith(_root + Path.DirectorySeparatorChar, Comparison) && EntryOf(full.Substring(_root.Length + 1)) is var inside && _files.ContainsKey(inside))
        {
            return inside;
        }

        var (stem, extension) = (Path.GetFileNameWithoutExtension(full), Path.GetExtension(full));
        for (var number = 1; ; number++)
        {
            var entry = $"{Name}/data/{stem}{(number == 1 ? string.Empty : FormattableString.Invariant($"-{number}"))}{extension}";
            if (!_files.TryGetValue(entry, out var known) || string.Equals(known, full, Comparison))
            {
                _files[entry] = full;
                return entry;
            }
        }
    }

    private static StringComparison Comparison => Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private string EntryOf(string relative) => $"{Name}/{relative.Replace(Path.DirectorySeparatorChar, '/')}";
}
