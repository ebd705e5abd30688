using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// The journal of a batch, open for writing: what is to be done is on the disk before it is done. One process at a time has a
/// shard's.
/// </summary>
internal sealed class RunJournal : IDisposable
{
    /// <summary>Room that must be there before a result is taken, beside that for the results that are on their way.</summary>
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

    /// <summary>The folder's full path.</summary>
    public string Folder => _folder.Path;

    /// <summary>The shard whose journal it is.</summary>
    public Shard Shard { get; }

    /// <summary>Whether the last line had been cut short by a crash, and was left out.</summary>
    public bool WasTorn => _file.WasTorn;

    /// <summary>How many keys it has.</summary>
    public int Count => _file.Count;

    /// <summary>Opens the journal of a shard, or begins it.</summary>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.JournalInUse"/>, <see cref="ScaleErrorId.JournalDamaged"/>, <see cref="ScaleErrorId.InvalidInput"/> for
    /// another count of shards, or <see cref="ScaleErrorId.InvalidPath"/> for a folder that cannot be used.
    /// </exception>
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

    /// <summary>What is on the disk of a key; null for nothing.</summary>
    public JournalEntry? Find(JournalKey key) => _file.Find(key);

    /// <summary>Writes an entry down.</summary>
    /// <returns>Ends when it is on the disk, in the order of the calls.</returns>
    /// <exception cref="ScaleException">It cannot be written: what it announces must not be done.</exception>
    public Task WriteAsync(JournalEntry entry) => _file.AppendAsync(entry);

    /// <summary>Why no run may begin any more; null while one may.</summary>
    public ScaleException? Failure => _file.Failure ?? _noRoom ?? _unkept;

    /// <summary>Says whether a run may begin.</summary>
    /// <exception cref="ScaleException">It could not be written down, or its result not kept.</exception>
    public void EnsureTakesRuns()
    {
        _file.EnsureTakesRuns();
        EnsureKeeps();
        EnsureRoom();
    }

    /// <summary>Says whether a result may be taken: it is given once, so there must be room for it.</summary>
    /// <exception cref="ScaleException">It could not be kept.</exception>
    public void EnsureTakesResults()
    {
        _file.EnsureWritable();
        EnsureKeeps();
        EnsureRoom();
    }

    /// <summary>Writes a result whole. It counts when the line is written that says so.</summary>
    /// <returns>Its size and sha256, for that line, when it is on the disk.</returns>
    /// <exception cref="ScaleException">It could not be kept.</exception>
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
            // The folder may be gone, with the drive that it was on: the next result could not be kept either.
            _unkept ??= failure;
            throw;
        }

        if (write.Written.Size > Interlocked.Read(ref _largestResult))
        {
            Interlocked.Exchange(ref _largestResult, write.Written.Size);
        }

        return write.Written;
    }

    /// <summary>Opens a result, which is as it was written.</summary>
    /// <returns>Its content, and the full path of its file.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>: it is missing, or changed.</exception>
    public (Stream Content, string Path) OpenResult(JournalEntry entry) => (_results.Open(entry.Uuid!, entry.Sha256), _results.PathOf(entry.Uuid!));

    /// <summary>A result that was written whole although the line that says so is missing; null for none.</summary>
    public (long Size, string Sha256)? FindUnacknowledged(string uuid) => _results.Find(uuid);

    /// <summary>Keeps the workflow that the batch runs on beside the journal.</summary>
    /// <returns>Whether another was there.</returns>
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

    /// <summary>Waits for what is being written and gives the journal back.</summary>
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
                _folder.Results, new IOException($"the disk is full: {ByteSize.Format(free)} are free, and no result is taken that cannot be kept"));
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
