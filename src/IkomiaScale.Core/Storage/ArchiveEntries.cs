using System.IO.Compression;
using System.Text;
using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>A file of an archive and where it goes.</summary>
/// <param name="Entry">The file in the archive.</param>
/// <param name="Path">Its full path on this machine.</param>
internal sealed record ArchiveFile(ZipArchiveEntry Entry, string Path);

/// <summary>
/// Says where the files of an archive go, before anything is written: none leaves the folder, and no two are one file, on this
/// system or on one that does not tell cases or Unicode forms apart.
/// </summary>
internal static class ArchiveEntries
{
    /// <summary>The files of an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">The full path of the folder that they go to.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>.</exception>
    public static IReadOnlyList<ArchiveFile> Place(ZipArchive archive, string folder)
    {
        var files = new List<ArchiveFile>();
        var claimed = new Dictionary<string, string>(StringComparer.Ordinal);
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            // Some zip programs write backslashes; an entry without a name is a folder.
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

    // All that is above a name; a name that ends in a slash is a folder itself.
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
            throw new ScaleException(ScaleErrorId.InvalidPath, $"The archive has a name that is not text: '{Printable.OneLine(name, 300)}'. Nothing was unpacked.", exception)
            {
                Target = name,
            };
        }
    }

    private static ScaleException Collision(string name, string other) =>
        new(ScaleErrorId.InvalidPath,
            $"In the archive '{Printable.OneLine(name, 300)}' and '{Printable.OneLine(other, 300)}' would be one file, so nothing was unpacked. " +
            "Read it without -ExpandArchive, and unpack it with a program that lets you choose.")
        {
            Target = name,
        };
}
