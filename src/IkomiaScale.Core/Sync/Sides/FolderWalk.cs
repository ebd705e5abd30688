using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Sync.Sides;

/// <summary>
/// Walks the local folder. What cannot be read counts as unknown, not as missing. Links are recorded and not followed.
/// Nothing is opened or written.
/// </summary>
/// <param name="reader">Reads folders.</param>
/// <param name="filter">Decides what is included.</param>
/// <param name="tellLeftOut">Whether excluded paths are recorded.</param>
/// <param name="progress">Receives the number of files.</param>
internal sealed class FolderWalk(FolderReader reader, SyncFilter filter, bool tellLeftOut, SyncProgress progress)
{
    /// <summary>Walks a folder.</summary>
    /// <param name="root">Its full path.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>: the folder itself cannot be read.</exception>
    public LocalSnapshot Walk(string root, CancellationToken cancellationToken)
    {
        var snapshot = new LocalSnapshot(root);
        var folders = new Stack<string>();
        folders.Push(string.Empty);
        while (folders.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadFolder(snapshot, folders.Pop(), folders);
        }

        // A folder that disappears during the walk looks empty.
        if (snapshot.GapOf(string.Empty) is { } gap || !IsFolder(root))
        {
            throw Unreadable(root, snapshot.GapOf(string.Empty)?.Detail ?? "The folder disappeared while it was read.");
        }

        snapshot.Files.Sort();
        return snapshot;
    }

    private void ReadFolder(LocalSnapshot snapshot, string folder, Stack<string> folders)
    {
        var full = snapshot.FullPath(folder);
        var hasFiles = false;
        try
        {
            foreach (var entry in reader.Read(full))
            {
                var path = folder.Length == 0 ? entry.Name : folder + "/" + entry.Name;
                if (PartialFile.IsName(entry.Name) || (entry.Kind == EntryKind.Missing && !IsDamaged(entry.Name)))
                {
                    continue;
                }

                if (entry.Kind == EntryKind.Folder ? filter.LeavesOutFolder(path) : filter.LeavesOut(path))
                {
                    if (tellLeftOut)
                    {
                        snapshot.LeftOut.Add(entry.Kind == EntryKind.Folder ? path + "/" : path);
                    }

                    continue;
                }

                hasFiles |= Take(snapshot, path, entry, folders);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            snapshot.Add(new LocalGap(folder, SyncReason.Unreadable, $"The folder '{full}' cannot be read: {exception.Message.TrimEnd('.')}. Its content is unknown, so nothing in it is changed. Check its permissions."));
        }

        if (!hasFiles && folder.Length > 0)
        {
            snapshot.BareFolders.Add(folder);
        }
    }

    // Returns whether it was a file.
    private bool Take(LocalSnapshot snapshot, string path, in FolderEntry entry, Stack<string> folders)
    {
        switch (entry.Kind)
        {
            case EntryKind.File:
                progress.Walked();
                snapshot.Files.Add(new LocalEntry(path, entry.Stamp));
                return true;
            case EntryKind.Folder:
                folders.Push(path);
                return false;
            case EntryKind.Link:
                snapshot.Add(new LocalGap(path, SyncReason.Link, $"'{path}' is skipped: it is a link, and links are not followed."));
                return false;
            case EntryKind.Missing:
                snapshot.Add(new LocalGap(path, SyncReason.Unreadable, $"'{path}' cannot be opened: its name is not valid Unicode. Rename it."));
                return false;
            default:
                snapshot.Add(new LocalGap(path, SyncReason.Link, $"'{path}' is skipped: it is a pipe, socket or device and has no content."));
                return false;
        }
    }

    // A listed name that does not exist was deleted since, or has bytes that are not valid Unicode and were replaced.
    private static bool IsDamaged(string name) => name.IndexOf('\ufffd') >= 0;

    private bool IsFolder(string root)
    {
        try
        {
            return Directory.Exists(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The error for a root folder that cannot be read.</summary>
    private static ScaleException Unreadable(string root, string why) =>
        new(ScaleErrorId.SyncRefused, $"{why} Nothing was changed. Check that '{root}' can be read, then run the sync again.") { Target = root };
}
