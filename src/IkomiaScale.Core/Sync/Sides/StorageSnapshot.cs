using IkomiaScale.Storage;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Sync.Sides;

/// <summary>The storage side at the time of the listing.</summary>
/// <param name="directory">The directory; empty for the whole project.</param>
internal sealed class StorageSnapshot(string directory)
{
    /// <summary>The directory, without its final slash; empty for the whole project.</summary>
    public string Directory { get; } = directory;

    /// <summary>The objects.</summary>
    public PathTable<StorageEntry> Objects { get; } = new();

    /// <summary>The excluded paths, if they are recorded.</summary>
    public List<string> LeftOut { get; } = new();

    /// <summary>Lists a directory completely.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="directory">The directory; empty for the whole project.</param>
    /// <param name="filter">Decides what is included.</param>
    /// <param name="tellLeftOut">Whether excluded paths are recorded.</param>
    /// <param name="progress">Receives the number of objects.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    public static async Task<StorageSnapshot> ListAsync(
        IStorageClient storage, string directory, SyncFilter filter, bool tellLeftOut, SyncProgress progress, CancellationToken cancellationToken)
    {
        var snapshot = new StorageSnapshot(directory);
        var uids = new ObjectUid.Forms();

        // With the slash, an object with the name of the directory is left out.
        await foreach (var item in storage.ListAsync(directory.Length == 0 ? string.Empty : directory + "/", cancellationToken).ConfigureAwait(false))
        {
            var path = StoragePath.RelativeTo(directory, item.Path!);
            progress.Listed();
            if (!filter.LeavesOut(path))
            {
                snapshot.Objects.Add(new StorageEntry(path, uids.Read(item), item.Size, Sha256Value.Parse(item.Sha256), item.CreatedAt));
            }
            else if (tellLeftOut)
            {
                snapshot.LeftOut.Add(path);
            }
        }

        snapshot.Objects.Sort();
        return snapshot;
    }

    /// <summary>The full path of an object.</summary>
    public string FullPath(string path) => StoragePath.Join(Directory, path);

    /// <summary>Returns a listed object.</summary>
    public IkStorageObject ToObject(int place)
    {
        ref var entry = ref Objects[place];
        return entry.ToObject(FullPath(entry.Path));
    }
}
