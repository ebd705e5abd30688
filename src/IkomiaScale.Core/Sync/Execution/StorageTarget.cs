using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Execution;

/// <summary>The storage as the target of a sync.</summary>
/// <param name="storage">The storage.</param>
/// <param name="view">Both sides at the time of the listing.</param>
/// <param name="options">The options of the sync.</param>
/// <param name="hasher">Reads files.</param>
/// <param name="reader">Checks whether a file exists.</param>
internal sealed class StorageTarget(IStorageClient storage, SyncView view, SyncOptions options, FileHasher hasher, FolderReader reader) : ISyncTarget
{
    /// <inheritdoc/>
    public async Task TransferAsync(SyncStep step, TransferProgress progress, CancellationToken cancellationToken)
    {
        if (step.Storage >= 0)
        {
            await BackUpAsync(step, cancellationToken).ConfigureAwait(false);
        }

        // If a copy is not possible after all, the file is uploaded.
        if (step.Action != SyncAction.Copy || !await TryCopyAsync(step, cancellationToken).ConfigureAwait(false))
        {
            await SendAsync(step, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(SyncStep step, CancellationToken cancellationToken)
    {
        var path = view.Storage.FullPath(step.Path);
        CheckAbsent(step);
        if (await storage.FindAsync(path, cancellationToken).ConfigureAwait(false) is not { } now)
        {
            return;
        }

        if (!view.Storage.Objects[step.Storage].IsStill(now))
        {
            throw Replaced(path);
        }

        if (step.IsMove || options.BackupTo is null)
        {
            await storage.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
            return;
        }

        // The backup takes time in which another object may replace this one, so the delete checks again.
        await BackUpAsync(step, cancellationToken).ConfigureAwait(false);
        try
        {
            await storage.DeleteAsync(now, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException exception) when (exception.ErrorId == ScaleErrorId.ObjectNotFound)
        {
            if (await storage.FindAsync(path, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw Replaced(path, exception);
            }
        }
    }

    private static ScaleException Replaced(string path, ScaleException? cause = null) =>
        new(ScaleErrorId.ObjectExists, $"The object '{path}' was not deleted: another object has replaced it since it was listed. Run the sync again.", cause) { Target = path };

    private async Task SendAsync(SyncStep step, TransferProgress progress, CancellationToken cancellationToken)
    {
        var entry = view.Local.Files[step.Local];
        var file = view.Local.FullPath(entry.Path);
        var path = view.Storage.FullPath(step.Path);
        var stamp = hasher.StampOf(file);
        var began = DateTime.UtcNow;
        var source = UploadSource.FromOpen(StoragePath.NameOf(entry.Path), stamp.Size, () => new WatchedFile(hasher, file, stamp));
        var request = new UploadRequest(source, path)
        {
            WhenExists = step.Storage >= 0 || step.Action == SyncAction.Copy ? WhenExists.Overwrite : WhenExists.Fail,
            Options = new TransferOptions { Progress = progress },
        };
        try
        {
            var stored = await storage.UploadAsync(request, cancellationToken).ConfigureAwait(false);
            view.Local.Learned[entry.Path] = new LocalEntry(entry.Path, stamp)
            {
                Sha256 = Sha256Value.Parse(stored.Sha256),
                IsSettled = FileHasher.IsSettled(stamp, began),
            };
        }
        catch (ScaleException exception) when (exception.ErrorId == ScaleErrorId.ObjectExists)
        {
            throw new ScaleException(ScaleErrorId.ObjectExists, $"The object '{path}' was not replaced: it was created after the storage was listed. Run the sync again.", exception) { Target = path };
        }
    }

    // Returns whether the storage now has the content under its new path. The answer to a copy says so; without a sha256 in it, a look does.
    private async Task<bool> TryCopyAsync(SyncStep step, CancellationToken cancellationToken)
    {
        var entry = view.Local.Files[step.Local];
        var path = view.Storage.FullPath(step.Path);
        if (hasher.StampOf(view.Local.FullPath(entry.Path)) != entry.Stamp)
        {
            return false;
        }

        IkStorageObject? copy = null;
        try
        {
            var source = step.Elsewhere ?? view.Storage.ToObject(step.CopyFrom);
            copy = await storage.CopyAsync(source, path, step.Storage >= 0 ? WhenExists.Overwrite : WhenExists.Fail, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException exception) when (exception.ErrorId is ScaleErrorId.ObjectNotFound or ScaleErrorId.ObjectExists)
        {
            // The source is gone, or the copy already exists: a look shows which.
        }

        copy = copy?.Sha256 is null ? await storage.FindAsync(path, cancellationToken).ConfigureAwait(false) : copy;
        return copy is not null && copy.HasContent(entry.Stamp.Size, entry.Sha256.ToHex());
    }

    private async Task BackUpAsync(SyncStep step, CancellationToken cancellationToken)
    {
        if (options.BackupTo is not { } directory)
        {
            return;
        }

        var item = view.Storage.ToObject(step.Storage);
        var path = StoragePath.Join(directory, step.Path);
        try
        {
            var copy = await storage.CopyAsync(item, path, WhenExists.SkipSame, cancellationToken).ConfigureAwait(false);
            if (!view.Storage.Objects[step.Storage].HasContent(copy.Size ?? StorageEntry.UnknownSize, Sha256Value.Parse(copy.Sha256)))
            {
                throw new ScaleException(ScaleErrorId.ChecksumMismatch, $"The object '{item}' was not changed: its backup '{path}' differs from the listed object. Run the sync again.") { Target = path };
            }
        }
        catch (ScaleException exception) when (exception.ErrorId == ScaleErrorId.ObjectExists)
        {
            throw new ScaleException(
                ScaleErrorId.ObjectExists, $"The object '{item}' was not changed: there is already a backup '{path}' with other content. Use a different -BackupTo for each sync, such as one with the date.", exception)
            {
                Target = path,
            };
        }
    }

    // A file that did not exist during the walk may exist now, or its folder may be gone.
    private void CheckAbsent(SyncStep step)
    {
        var file = view.Local.FullPath(step.Path);
        try
        {
            if (reader.Look(file, out _) == EntryKind.Missing && (options.Force || Directory.Exists(view.Local.Root)))
            {
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(file, "looked at", exception);
        }

        throw new ScaleException(
            ScaleErrorId.SourceChanged, $"The object was not deleted: '{file}' was created after its folder was read, or the folder is gone. Run the sync again.") { Target = file };
    }
}
