using System.Collections;
using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>Finds the local files that paths and pipeline objects name. Use it only on the pipeline thread: it resolves paths with the session.</summary>
internal sealed class LocalSourceResolver
{
    private readonly PSCmdlet _cmdlet;
    private readonly Action<string> _warn;
    private readonly bool _recurse;
    private readonly bool _asArchive;

    /// <summary>Creates a resolver.</summary>
    /// <param name="cmdlet">The cmdlet, for the session's paths.</param>
    /// <param name="warn">Receives warnings about files that are left out.</param>
    /// <param name="recurse">Whether a folder stands for every file below it.</param>
    /// <param name="asArchive">Whether a folder is one source, an archive.</param>
    public LocalSourceResolver(PSCmdlet cmdlet, Action<string> warn, bool recurse, bool asArchive)
    {
        _cmdlet = cmdlet;
        _warn = warn;
        _recurse = recurse;
        _asArchive = asArchive;
    }

    /// <summary>The files that match a path with wildcards; no match is no error.</summary>
    public IEnumerable<LocalSource> ByPath(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return ByLiteralPath(WildcardPattern.Unescape(path));
        }

        var found = ProviderPaths.Resolve(_cmdlet, path);

        // Folders that match a wildcard keep their own names; otherwise their trees would mix.
        return found.SelectMany(item => Directory.Exists(item) ? Folder(item, Path.GetFileName(item) + "/") : File(item));
    }

    /// <summary>The files that a literal path names.</summary>
    public IEnumerable<LocalSource> ByLiteralPath(string path)
    {
        var full = ProviderPaths.Literal(_cmdlet, path);
        return Directory.Exists(full) ? Folder(full, string.Empty) : File(full);
    }

    /// <summary>The files that something from the pipeline names: a file or folder, text, or a row with a path.</summary>
    public IEnumerable<LocalSource> ByInput(PSObject input) => input.BaseObject switch
    {
        string pattern => ByPath(pattern),
        FileSystemInfo item => ByLiteralPath(item.FullName),
        IDictionary row => ByRow(name => row.Contains(name) ? row[name] : null, row),
        var other => ByRow(name => input.Properties[name]?.Value, other),
    };

    private IEnumerable<LocalSource> ByRow(Func<string, object?> property, object row)
    {
        foreach (var name in new[] { "PSPath", "FullName", "LiteralPath", "Path" })
        {
            if (property(name)?.ToString() is { Length: > 0 } path)
            {
                return ByLiteralPath(path);
            }
        }

        throw new ScaleException(
            ScaleErrorId.InvalidInput, $"An input of type {row.GetType().Name} names no file. Use files, paths, or rows with FullName or Path.");
    }

    private static IEnumerable<LocalSource> File(string path) => [new LocalSource(path, Path.GetFileName(path), isInTree: false)];

    private IEnumerable<LocalSource> Folder(string root, string prefix)
    {
        if (_asArchive)
        {
            // Only this thread may warn, and the archive is packed on another. So the warnings come before that.
            foreach (var _ in FolderTree.Files(root, Warn))
            {
                if (_cmdlet.Stopping)
                {
                    throw new PipelineStoppedException();
                }
            }

            var name = new DirectoryInfo(root).Name;
            return [new LocalSource(root, name + ".zip", isInTree: false) { IsFolder = true }];
        }

        if (!_recurse)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidPath, $"'{root}' is a folder. Use -Recurse to send every file in it, or -AsArchive to send it as one object.") { Target = root };
        }

        return FolderTree.Files(root, Warn)
            .Select(relative => new LocalSource(Path.Combine(root, relative), prefix + relative.Replace(Path.DirectorySeparatorChar, '/'), isInTree: true));
    }

    private void Warn(LeftOut leftOut) => _cmdlet.WriteWarning(leftOut.ToString());
}
