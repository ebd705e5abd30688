using IkomiaScale.Storage;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Execution;

/// <summary>The local folder as the side that is changed.</summary>
/// <param name="storage">The storage.</param>
/// <param name="view">Both sides as they were.</param>
/// <param name="options">What is synced.</param>
/// <param name="hasher">Reads files.</param>
internal sealed class FolderTarget(IStorageClient storage, SyncView view, SyncOptions options, FileHasher hasher) : ISyncTarget
{
    /// <inheritdoc/>
    public async Task TransferAsync(SyncStep step, TransferProgress progress, CancellationToken cancellationToken)
    {
        // A file keeps its own spelling, where the file system takes it for the same name.
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
        // A listing can miss an object: what slides from one page to the one before, while others delete, is on neither.
        var path = view.Storage.FullPath(step.Path);
        if (await storage.FindAsync(path, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new ScaleException(ScaleErrorId.SourceChanged, $"The storage has '{path}' although its listing did not show it, so the file is not deleted. Sync again.") { Target = path };
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
            throw new ScaleException(ScaleErrorId.FileExists, $"The file '{file}' came into being after the folder was read, so it is not replaced. Sync again.", exception) { Target = file };
        }
    }

    // Whether the file is there now, with the content that it should have.
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
            // Then it is read from where it surely is.
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
                ScaleErrorId.FileExists, $"There is a backup '{to}' with another content already, so '{from}' is left as it is. Give each sync a -BackupTo of its own, with the date in it.") { Target = to };
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
            throw new ScaleException(ScaleErrorId.FileExists, $"The file '{file}' changed after the folder was read, so it is not {what}. Sync again.") { Target = file };
        }
    }

    private void Learn(SyncStep step, string path, string file)
    {
        var now = DateTime.UtcNow;
        var stamp = hasher.StampOf(file);
        view.Local.Learned[path] = new LocalEntry(path, stamp)
        {
            Sha256 = view.Storage.Objects[step.Storage].Sha256,

            // It got an old time before it got its name: any change after that gives it another one.
            IsSettled = CreatedAt(step) == stamp.ModifiedUtc && FileHasher.IsSettled(stamp, now),
        };
    }

    // Older ones are no times, and not every file system could hold them.
    private DateTime? CreatedAt(SyncStep step) =>
        new DateTime(view.Storage.Objects[step.Storage].CreatedTicks, DateTimeKind.Utc) is { Year: > 1980 } time ? time : null;

    // Folders that are empty because of what was deleted go too; any other stays.
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
                // Another one is at it, or it is not empty any more.
                return;
            }
        }
    }
}
