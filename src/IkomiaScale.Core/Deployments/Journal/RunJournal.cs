using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// The journal of a batch, open for writing. Every step is on the disk before it is done. Only one process has the journal of
/// a shard open.
/// </summary>
internal sealed class RunJournal : IDisposable
{
    /// <summary>The free space in bytes that a new result needs, in addition to the space for results that are arriving.</summary>
    private const long LeastRoom = 256 * 1024;

    private readonly IJournalDisk _disk;
    private readonly JournalFolder _folder;
    private readonly JournalFile _file;
    private readonly IDisposable _lock;
    private readonly ResultFiles _results;
    private readonly GroupCommit<ResultWrite> _resultCommit;
    private long _largestResult;
    private volatile ScaleException? _noRoom;
    private volatile ScaleException? _unkept;

    private RunJournal(IJournalDisk disk, JournalFolder folder, Shard shard, JournalFile file, IDisposable held)
    {
        _disk = disk;
        _folder = folder;
        _file = file;
        _lock = held;
        _results = new ResultFiles(disk, folder.Results);
        _resultCommit = new GroupCommit<ResultWrite>(_results.WriteAll);
        Shard = shard;
    }

    /// <summary>The full path of the folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The shard of the journal.</summary>
    public Shard Shard { get; }

    /// <summary>Whether the last line was incomplete after a crash, and was dropped.</summary>
    public bool WasTorn => _file.WasTorn;

    public int Count => _file.Count;

    /// <summary>Opens or creates the journal of a shard.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalInUse"/>; <see cref="ScaleErrorId.JournalDamaged"/>;
    /// <see cref="ScaleErrorId.InvalidInput"/>: it has another number of shards; <see cref="ScaleErrorId.InvalidPath"/>: the
    /// folder cannot be used.</exception>
    public static RunJournal Open(string path, Shard shard, DateTimeOffset now, IJournalDisk? disk = null)
    {
        disk ??= JournalDisk.Instance;
        var folder = new JournalFolder(path);
        IDisposable? held = null;
        try
        {
            disk.CreateFolder(folder.Path);
            disk.CreateFolder(folder.Results);
            if (Path.GetDirectoryName(folder.Path) is { Length: > 0 } parent)
            {
                disk.FlushFolder(parent);
            }

            held = disk.TryLock(folder.Lock(shard)) ?? throw JournalErrors.InUse(path, shard);
            EnsureCount(disk, folder, shard);
            var file = JournalFile.Open(disk, folder, shard, now);
            return new RunJournal(disk, folder, shard, file, held);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            held?.Dispose();
            throw JournalErrors.CannotWrite(folder.Journal(shard), exception);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Returns the entry of a key on the disk; null for none.</summary>
    public JournalEntry? Find(JournalKey key) => _file.Find(key);

    /// <summary>Writes an entry.</summary>
    /// <returns>Completes when it is on the disk, in the order of the calls.</returns>
    /// <exception cref="ScaleException">It cannot be written, so the step that it announces must not be done.</exception>
    public Task WriteAsync(JournalEntry entry) => _file.AppendAsync(entry);

    /// <summary>Why no more runs may start; null while they may.</summary>
    public ScaleException? Failure => _file.Failure ?? _noRoom ?? _unkept;

    /// <summary>Checks that a run may start.</summary>
    /// <exception cref="ScaleException">It could not be recorded, or its result could not be saved.</exception>
    public void EnsureTakesRuns()
    {
        _file.EnsureTakesRuns();
        EnsureKeeps();
        EnsureRoom();
    }

    /// <summary>Checks that a result may be requested. The service returns it once, so there must be space for it.</summary>
    /// <exception cref="ScaleException">It could not be saved.</exception>
    public void EnsureTakesResults()
    {
        _file.EnsureWritable();
        EnsureKeeps();
        EnsureRoom();
    }

    /// <summary>Writes a complete result. It counts when the entry that says so is written.</summary>
    /// <returns>Its size and sha256 for that entry, when it is on the disk.</returns>
    /// <exception cref="ScaleException">It could not be saved.</exception>
    public async Task<(long Size, string Sha256)> WriteResultAsync(string uuid, Stream content)
    {
        var write = new ResultWrite(uuid, content);
        try
        {
            await _resultCommit.AddAsync(write).ConfigureAwait(false);
            if (write.Failure is { } failure)
            {
                throw failure;
            }
        }
        catch (ScaleException failure)
        {
            // The folder or its drive may be gone, so the next result could not be saved either.
            _unkept ??= failure;
            throw;
        }

        if (write.Written.Size > Interlocked.Read(ref _largestResult))
        {
            Interlocked.Exchange(ref _largestResult, write.Written.Size);
        }

        return write.Written;
    }

    /// <summary>Opens a result and checks that it is unchanged.</summary>
    /// <returns>Its content and the full path of its file.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>: it is missing or changed.</exception>
    public (Stream Content, string Path) OpenResult(JournalEntry entry) => (_results.Open(entry.Uuid!, entry.Sha256), _results.PathOf(entry.Uuid!));

    /// <summary>Returns size and sha256 of a complete result whose entry is missing; null if there is none.</summary>
    public (long Size, string Sha256)? FindUnacknowledged(string uuid) => _results.Find(uuid);

    /// <summary>Saves the workflow of the batch next to the journal.</summary>
    /// <returns>Whether it replaces another one.</returns>
    public bool KeepWorkflow(byte[] document)
    {
        try
        {
            bool wasThere;
            using (var old = _disk.OpenRead(_folder.Workflow))
            {
                if (old is not null && IsSame(old, document))
                {
                    return false;
                }

                wasThere = old is not null;
            }

            KeepWorkflow(document, _folder.Workflow + FormattableString.Invariant($".{Shard.Number}.partial"));
            return wasThere;
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotWrite(_folder.Workflow, exception);
        }
    }

    /// <summary>Waits for pending writes and closes the journal.</summary>
    public async Task CloseAsync()
    {
        await _resultCommit.WhenIdleAsync().ConfigureAwait(false);
        await _file.CloseAsync().ConfigureAwait(false);
        _lock.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private void EnsureKeeps()
    {
        if (_unkept is { } failure)
        {
            throw new ScaleException(failure.ErrorId, failure.Message, failure) { Target = failure.Target };
        }
    }

    private void EnsureRoom()
    {
        var needed = LeastRoom + (2 * Interlocked.Read(ref _largestResult));
        if (_disk.FreeBytes(_folder.Path) is { } free && free < needed)
        {
            throw _noRoom = JournalErrors.CannotWrite(
                _folder.Results, new IOException($"the disk is full: {ByteSize.Format(free)} are free, too little to save a result"));
        }
    }

    private static bool IsSame(Stream old, byte[] document)
    {
        using var content = new MemoryStream();
        old.CopyTo(content);
        return content.ToArray().AsSpan().SequenceEqual(document);
    }

    private void KeepWorkflow(byte[] document, string partial)
    {
        _disk.Delete(partial);
        using (var file = _disk.OpenAppend(partial))
        {
            file.Write(document, 0, document.Length);
            file.Flush();
        }

        _disk.Rename(partial, _folder.Workflow);
        _disk.FlushFolder(_folder.Path);
    }

    private static void EnsureCount(IJournalDisk disk, JournalFolder folder, Shard shard)
    {
        var others = folder.Shards(disk).Where(found => found.Count != shard.Count).ToList();
        if (others.Count > 0)
        {
            throw JournalErrors.OtherCount(folder.Path, shard, others[0]);
        }
    }
}
