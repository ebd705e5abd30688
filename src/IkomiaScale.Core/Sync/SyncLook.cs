using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Sync;

/// <summary>Lists both sides completely and at the same time, before anything is changed.</summary>
/// <param name="storage">The storage.</param>
/// <param name="options">The options of the sync.</param>
/// <param name="reader">Reads folders.</param>
/// <param name="progress">Receives the progress.</param>
/// <param name="walked">Called with the local side, on another thread, while the storage may still be listed; null for none.</param>
internal sealed class SyncLook(IStorageClient storage, SyncOptions options, FolderReader reader, SyncProgress progress, Action<LocalSnapshot>? walked = null)
{
    /// <summary>Lists both sides.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>: a side could not be listed completely.</exception>
    public async Task<SyncView> LookAsync(CancellationToken cancellationToken)
    {
        SyncGuard.CheckPlaces(options);
        progress.Begin(SyncPhase.Listing);
        var hasFolder = Directory.Exists(options.LocalRoot);
        if (!hasFolder && (File.Exists(options.LocalRoot) || (options.Direction == SyncDirection.Upload && !(options.Delete && options.Force))))
        {
            throw SyncGuard.NoFolder(options.LocalRoot);
        }

        var rules = NameRules.Of(options.LocalRoot);
        var ignoreLines = hasFolder ? ReadIgnoreFile() : [];

        // Each side has its own filter, because both are listed at the same time.
        var forFiles = new SyncFilter(options.Include, options.Exclude, ignoreLines, rules.IgnoresCase);
        var forObjects = new SyncFilter(options.Include, options.Exclude, ignoreLines, rules.IgnoresCase);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var walking = Task.Run(() => Walk(hasFolder, forFiles, stop.Token), stop.Token);
        try
        {
            var stored = await ListAsync(forObjects, stop.Token).ConfigureAwait(false);
            var local = await walking.ConfigureAwait(false);
            var unmatched = forFiles.Unmatched.Intersect(forObjects.Unmatched, StringComparer.Ordinal).ToList();
            return new SyncView(local, stored, SyncPairing.Pair(local, stored, options.Direction, rules, options.IsComparison), forFiles, unmatched);
        }
        catch
        {
            stop.Cancel();
            await Task.WhenAny(walking).ConfigureAwait(false);
            throw;
        }
    }

    private LocalSnapshot Walk(bool hasFolder, SyncFilter filter, CancellationToken cancellationToken)
    {
        if (hasFolder)
        {
            var local = new FolderWalk(reader, filter, options.IncludeUnchanged, progress).Walk(options.LocalRoot, cancellationToken);
            walked?.Invoke(local);
            return local;
        }

        var nothing = new LocalSnapshot(options.LocalRoot);
        nothing.Files.Sort();
        return nothing;
    }

    private async Task<StorageSnapshot> ListAsync(SyncFilter filter, CancellationToken cancellationToken)
    {
        try
        {
            return await StorageSnapshot.ListAsync(storage, options.StorageRoot, filter, options.IncludeUnchanged, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException exception) when (exception.ErrorId is not ScaleErrorId.Unauthorized)
        {
            throw SyncGuard.CannotList(options.StorageRoot.Length == 0 ? "The storage" : $"The directory '{options.StorageRoot}' of the storage", exception);
        }
    }

    // If the file cannot be read, the sync stops: without its patterns, excluded entries could be deleted.
    private IReadOnlyList<string> ReadIgnoreFile()
    {
        var path = Path.Combine(options.LocalRoot, SyncFilter.FileName);
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SyncGuard.CannotList($"'{path}'", LocalFile.CannotUse(path, "read", exception));
        }
    }
}
