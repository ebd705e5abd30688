using IkomiaScale.Storage;

namespace IkomiaScale.Administration;

/// <summary>A local plugin of a workflow: a folder that goes into the archive, with the files that its parameters name.</summary>
internal sealed class PluginFolder
{
    /// <summary>What is the editor's and the versions', and not the plugin's.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { ".git", ".github", ".gitignore", ".idea" };

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly string _root;

    /// <summary>Looks at the folder.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: it cannot be read.</exception>
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

    /// <summary>The folder's name, in the archive too.</summary>
    public string Name { get; }

    /// <summary>The folder's path.</summary>
    public string Root => _root;

    /// <summary>What goes into the archive: names there, and local files.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Whether it is the folder of another path.</summary>
    public bool Is(string path) => string.Equals(_root, Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar), Comparison);

    /// <summary>The name in the archive of a file that a parameter names. One that is not in the folder is taken along in <c>data/</c>.</summary>
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
