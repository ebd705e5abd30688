using IkomiaScale.Storage;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Sync.Sides;

/// <summary>The storage side as it was when it was listed.</summary>
/// <param name="directory">The directory; empty for the whole project.</param>
internal sealed class StorageSnapshot(string directory)
{
    /// <summary>The directory, without its final slash; empty for the whole project.</summary>
    public string Directory { get; } = directory;

    /// <summary>The objects.</summary>
    public PathTable<StorageEntry> Objects { get; } = new();

    /// <summary>What is left out, where that is to be told.</summary>
    public List<string> LeftOut { get; } = new();

    /// <summary>Lists a directory whole.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="directory">The directory; empty for the whole project.</param>
    /// <param name="filter">What is looked at.</param>
    /// <param name="tellLeftOut">Whether what is left out is told.</param>
    /// <param name="progress">Told how many were seen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<StorageSnapshot> ListAsync(
        IStorageClient storage, string directory, SyncFilter filter, bool tellLeftOut, SyncProgress progress, CancellationToken cancellationToken)
    {
        var snapshot = new StorageSnapshot(directory);
        var uids = new ObjectUid.Forms();

        // With the slash, an object of the directory's own name is not part of it.
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

    /// <summary>An object as it was listed.</summary>
    public IkStorageObject ToObject(int place)
    {
        ref var entry = ref Objects[place];
        return entry.ToObject(FullPath(entry.Path));
    }
}
