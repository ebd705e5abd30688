namespace IkomiaScale.Deployments.Journal;

/// <summary>Reads the journals of a folder together, also while other processes write them.</summary>
internal static class JournalReader
{
    /// <summary>Returns the last entry of each key, shard by shard.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there is no journal.
    /// <see cref="ScaleErrorId.JournalDamaged"/>.</exception>
    public static IEnumerable<JournalEntry> Read(string path, IJournalDisk? disk = null)
    {
        disk ??= JournalDisk.Instance;
        var folder = new JournalFolder(path);
        var shards = Shards(disk, folder);
        return shards.Count > 0 ? shards.SelectMany(shard => ReadShard(disk, folder.Journal(shard))) : throw JournalErrors.NotThere(path);
    }

    /// <summary>Returns the shard of a key.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there is no journal.</exception>
    public static Shard ShardOf(string path, JournalKey key)
    {
        var shards = Shards(JournalDisk.Instance, new JournalFolder(path));
        return shards.Count > 0 ? Shard.Of(key, shards[0].Count) : throw JournalErrors.NotThere(path);
    }

    private static IReadOnlyList<Shard> Shards(IJournalDisk disk, JournalFolder folder)
    {
        try
        {
            return folder.Shards(disk);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotRead(folder.Path, exception);
        }
    }

    // Reads the open file twice. Another process may append to it or replace its name meanwhile; the open file stays valid.
    private static IEnumerable<JournalEntry> ReadShard(IJournalDisk disk, string file)
    {
        using var stream = Open(disk, file);
        if (stream is null)
        {
            yield break;
        }

        var index = new JournalIndex();
        foreach (var (entry, offset, length) in new JournalScan(stream, file).Read())
        {
            index.Set(entry.Key, offset, length);
        }

        stream.Seek(0, SeekOrigin.Begin);
        foreach (var (entry, offset, _) in new JournalScan(stream, file).Read())
        {
            if (index.IsLast(entry.Key, offset))
            {
                yield return entry;
            }
        }
    }

    private static Stream? Open(IJournalDisk disk, string file)
    {
        try
        {
            return disk.OpenRead(file);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotRead(file, exception);
        }
    }
}
