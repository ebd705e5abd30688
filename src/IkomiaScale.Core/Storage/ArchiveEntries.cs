using System.IO.Compression;
using System.Text;
using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>A file of an archive and its destination.</summary>
/// <param name="Entry">The file in the archive.</param>
/// <param name="Path">The full path of the destination.</param>
internal sealed record ArchiveFile(ZipArchiveEntry Entry, string Path);

/// <summary>
/// Decides where the files of an archive go, before anything is written. No file may leave the folder, and no two may be the
/// same file, here or on a system that ignores case or Unicode forms.
/// </summary>
internal static class ArchiveEntries
{
    /// <summary>Returns the files of an archive with their destinations.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">The full path of the destination folder.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: a name cannot be used, or two names collide.</exception>
    public static IReadOnlyList<ArchiveFile> Place(ZipArchive archive, string folder)
    {
        var files = new List<ArchiveFile>();
        var claimed = new Dictionary<string, string>(StringComparer.Ordinal);
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            // Some zip programs write backslashes. An entry that ends in a slash is a folder.
            var name = entry.FullName.Replace('\\', '/');
            var isFolder = name.EndsWith("/", StringComparison.Ordinal);
            ClaimFolders(folders, name);
            if (isFolder)
            {
                continue;
            }

            var key = Key(name);
            if (claimed.TryGetValue(key, out var other))
            {
                throw Collision(name, other);
            }

            claimed.Add(key, name);
            files.Add(new ArchiveFile(entry, LocalPath.Below(folder, name)));
        }

        foreach (var file in claimed.Where(file => folders.ContainsKey(file.Key)))
        {
            throw Collision(file.Value, folders[file.Key]);
        }

        return files;
    }

    // All folders above a name. A name that ends in a slash is a folder itself.
    private static void ClaimFolders(Dictionary<string, string> folders, string name)
    {
        for (var end = name.LastIndexOf('/'); end > 0; end = name.LastIndexOf('/', end - 1))
        {
            var key = Key(name.Substring(0, end));
            if (folders.ContainsKey(key))
            {
                return;
            }

            folders.Add(key, name);
        }
    }

    private static string Key(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC).ToUpperInvariant().Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException exception)
        {
            throw new ScaleException(ScaleErrorId.InvalidPath, $"The archive was not unpacked: the name '{Printable.OneLine(name, 300)}' in it is not valid Unicode. Use Read-IkStorageObject without -ExpandArchive, and unpack the file with another program.", exception)
            {
                Target = name,
            };
        }
    }

    private static ScaleException Collision(string name, string other) =>
        new ScaleException(ScaleErrorId.InvalidPath,
            $"The archive was not unpacked: '{Printable.OneLine(name, 300)}' and '{Printable.OneLine(other, 300)}' in it would become the same file. " +
            "Use Read-IkStorageObject without -ExpandArchive, and unpack the file with a program that lets you choose names.")
        {
            Target = name,
        };
}
