using IkomiaScale.Storage;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Execution;

/// <summary>The local folder as the target of a sync.</summary>
/// <param name="storage">The storage.</param>
/// <param name="view">Both sides at the time of the listing.</param>
/// <param name="options">The options of the sync.</param>
/// <param name="hasher">Reads files.</param>
internal sealed class FolderTarget(IStorageClient storage, SyncView view, SyncOptions options, FileHasher hasher) : ISyncTarget
{
    /// <inheritdoc/>
    public async Task TransferAsync(SyncStep step, TransferProgress progress, CancellationToken cancellationToken)
    {
        // An existing file keeps its spelling if the file system treats both as the same name.
        var path = step.Local >= 0 ? view.Local.Files[step.Local].Path : step.Path;
        var file = LocalPath.Below(view.Local.Root, path);
        if (step.Local >= 0)
        {
            CheckUnchanged(step.Local, "replaced");
            await BackUpAsync(step, cancellationToken).ConfigureAwait(false);
        }

        if (step.Action != SyncAction.Copy || !await TryCopyAsync(step, file, cancellationToken).ConfigureAwait(false))
        {
            await ReadAsync(step, file, progress, cancellationToken).ConfigureAwait(false);
        }

        Learn(step, path, file);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(SyncStep step, CancellationToken cancellationToken)
    {
        // A listing can miss an object: if others delete objects meanwhile, an object that moves to the previous page is on no
        // page.
        var path = view.Storage.FullPath(step.Path);
        if (await storage.FindAsync(path, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new ScaleException(ScaleErrorId.SourceChanged, $"The file was not deleted: the storage has '{path}' although its listing did not show it. Run the sync again.") { Target = path };
        }

        CheckUnchanged(step.Local, "deleted");
        if (!step.IsMove)
        {
            await BackUpAsync(step, cancellationToken).ConfigureAwait(false);
        }

        var file = view.Local.FullPath(step.Path);
        try
        {
            File.Delete(file);
            RemoveEmpty(StoragePath.DirectoryOf(step.Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(file, "deleted", exception);
        }
    }

    private async Task ReadAsync(SyncStep step, string file, TransferProgress progress, CancellationToken cancellationToken)
    {
        var whenExists = step.Local >= 0 ? WhenExists.Overwrite : WhenExists.Fail;
        var transfer = new TransferOptions { Progress = progress, ModifiedUtc = CreatedAt(step), Parts = options.Places is { } places ? new PartsPlan(places) : null };
        try
        {
            await storage.DownloadFileAsync(view.Storage.ToObject(step.Storage), file, whenExists, transfer, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException exception) when (exception.ErrorId == ScaleErrorId.FileExists)
        {
            throw new ScaleException(ScaleErrorId.FileExists, $"The file '{file}' was not replaced: it was created after the folder was read. Run the sync again.", exception) { Target = file };
        }
    }

    // Returns whether the file now exists with the right content.
    private async Task<bool> TryCopyAsync(SyncStep step, string file, CancellationToken cancellationToken)
    {
        var source = view.Local.Files[step.CopyFrom];
        var from = view.Local.FullPath(source.Path);
        try
        {
            using var content = new WatchedFile(hasher, from, source.Stamp);
            using var target = DownloadTarget.Create(file, step.Local >= 0, source.Stamp.Size);
            await target.WriteAsync(content, from, cancellationToken).ConfigureAwait(false);
            target.Stream.Position = 0;
            var sha256 = Sha256Value.Parse(await Hex.Sha256Async(target.Stream, file, cancellationToken).ConfigureAwait(false));
            if (!sha256.Equals(view.Storage.Objects[step.Storage].Sha256))
            {
                return false;
            }

            target.Commit(CreatedAt(step));
            return true;
        }
        catch (ScaleException exception) when (exception.ErrorId is ScaleErrorId.SourceChanged or ScaleErrorId.InvalidPath)
        {
            // Then it is downloaded.
            return false;
        }
    }

    private async Task BackUpAsync(SyncStep step, CancellationToken cancellationToken)
    {
        if (options.BackupTo is not { } folder)
        {
            return;
        }

        var entry = view.Local.Files[step.Local];
        var from = view.Local.FullPath(entry.Path);
        var to = LocalPath.Below(folder, entry.Path);
        if (File.Exists(to))
        {
            var there = await hasher.HashAsync(entry.Path, to, cancellationToken).ConfigureAwait(false);
            var here = await hasher.HashAsync(entry.Path, from, cancellationToken).ConfigureAwait(false);
            if (there.Sha256.Equals(here.Sha256))
            {
                return;
            }

            throw new ScaleException(
                ScaleErrorId.FileExists, $"The file '{from}' was not changed: there is already a backup '{to}' with other content. Use a different -BackupTo for each sync, such as one with the date.") { Target = to };
        }

        using var content = new WatchedFile(hasher, from, entry.Stamp);
        using var target = DownloadTarget.Create(to, overwrite: false, entry.Stamp.Size);
        await target.WriteAsync(content, from, cancellationToken).ConfigureAwait(false);
        target.Commit(entry.Stamp.ModifiedUtc);
    }

    private void CheckUnchanged(int place, string what)
    {
        var entry = view.Local.Files[place];
        var file = view.Local.FullPath(entry.Path);
        var now = hasher.StampOf(file);
        if (now.Size != entry.Stamp.Size || now.Modified != entry.Stamp.Modified)
        {
            throw new ScaleException(ScaleErrorId.FileExists, $"The file '{file}' was not {what}: it changed after the folder was read. Run the sync again.") { Target = file };
        }
    }

    private void Learn(SyncStep step, string path, string file)
    {
        var now = DateTime.UtcNow;
        var stamp = hasher.StampOf(file);
        view.Local.Learned[path] = new LocalEntry(path, stamp)
        {
            Sha256 = view.Storage.Objects[step.Storage].Sha256,

            // The old time was set before the final name, so any later change gets another time.
            IsSettled = CreatedAt(step) == stamp.ModifiedUtc && FileHasher.IsSettled(stamp, now),
        };
    }

    // Older times are not real, and some file systems cannot store them.
    private DateTime? CreatedAt(SyncStep step) =>
        new DateTime(view.Storage.Objects[step.Storage].CreatedTicks, DateTimeKind.Utc) is { Year: > 1980 } time ? time : null;

    // Deletes folders that became empty because of the deletes. Other folders stay.
    private void RemoveEmpty(string folder)
    {
        for (; folder.Length > 0; folder = StoragePath.DirectoryOf(folder))
        {
            var full = view.Local.FullPath(folder);
            try
            {
                if (Directory.EnumerateFileSystemEntries(full).Any())
                {
                    return;
                }

                Directory.Delete(full);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process uses the folder, or it is no longer empty.
                return;
            }
        }
    }
}
