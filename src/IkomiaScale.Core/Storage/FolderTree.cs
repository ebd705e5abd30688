using IkomiaScale.Files;

namespace IkomiaScale.Storage;

/// <summary>Walks a local folder.</summary>
internal static class FolderTree
{
    private static readonly FolderReader Reader = new();

    /// <summary>Returns the files below a folder as relative paths, sorted by name. Linked files count as files.</summary>
    /// <param name="root">The full path of the folder.</param>
    /// <param name="leaveOut">Called for everything that is skipped.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: a folder cannot be read.</exception>
    public static IEnumerable<string> Files(string root, Action<LeftOut> leaveOut) => Files(root, string.Empty, leaveOut);

    private static IEnumerable<string> Files(string root, string relative, Action<LeftOut> leaveOut)
    {
        foreach (var entry in Entries(Path.Combine(root, relative)))
        {
            var path = Path.Combine(relative, entry.Name);
            var full = Path.Combine(root, path);
            if (PartialFile.IsName(entry.Name))
            {
                leaveOut(new LeftOut(full, LeftOutReason.Partial));
                continue;
            }

            switch (entry.Kind == EntryKind.Link ? Reader.Follow(full) : entry.Kind)
            {
                case EntryKind.Folder when entry.Kind == EntryKind.Link:
                    leaveOut(new LeftOut(full, LeftOutReason.LinkedFolder));
                    break;
                case EntryKind.Folder:
                    foreach (var file in Files(root, path, leaveOut))
                    {
                        yield return file;
                    }

                    break;
                case EntryKind.File:
                    yield return path;
                    break;
                case EntryKind.Special:
                    leaveOut(new LeftOut(full, LeftOutReason.NoContent));
                    break;
                default:
                    if (entry.Kind == EntryKind.Link)
                    {
                        leaveOut(new LeftOut(full, LeftOutReason.BrokenLink));
                    }

                    break;
            }
        }
    }

    private static FolderEntry[] Entries(string folder)
    {
        try
        {
            return Reader.Read(folder).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(folder, "read", exception);
        }
    }
}
