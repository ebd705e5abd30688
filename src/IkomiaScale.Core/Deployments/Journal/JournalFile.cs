namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// The journal of one shard, open for writing. Lines are appended in groups, and each group is flushed before it counts. When
/// most lines are outdated, the file is written again without them.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    /// <summary>Smaller files are not rewritten during a batch. At its end, outdated lines are always removed.</summary>
    private const long LeastCompacted = 1024 * 1024;

    private readonly object _writing = new();
    private readonly IJournalDisk _disk;
    private readonly JournalFolder _folder;
    private readonly Shard _shard;
    private readonly string _path;
    private readonly DateTimeOffset _now;
    private readonly GroupCommit<(JournalEntry Entry, byte[] Line)> _commit;
    private IJournalDiskFile _file = null!;
    private JournalLookup _lookup = null!;
    private long _length;
    private long _compactAt;
    private volatile ScaleException? _failure;
    private volatile ScaleException? _full;

    private JournalFile(IJournalDisk disk, JournalFolder folder, Shard shard, DateTimeOffset now)
    {
        _disk = disk;
        _folder = folder;
        _shard = shard;
        _path = folder.Journal(shard);
        _now = now;
        _commit = new GroupCommit<(JournalEntry Entry, byte[] Line)>(Commit);
    }

    /// <summary>Whether a line that was incomplete after a crash was removed.</summary>
    public bool WasTorn { get; private set; }

    /// <summary>The number of keys.</summary>
    public int Count => _lookup.Count;

    /// <summary>Opens or creates a journal.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>; or <see cref="ScaleErrorId.InvalidPath"/>:
    /// the disk fails.</exception>
    public static JournalFile Open(IJournalDisk disk, JournalFolder folder, Shard shard, DateTimeOffset now)
    {
        var journal = new JournalFile(disk, folder, shard, now);
        try
        {
            journal.Open();
            return journal;
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            journal.Dispose();
            throw JournalErrors.CannotWrite(journal._path, exception);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Appends a line.</summary>
    /// <returns>Completes when the line is on the disk. Lines are written in the order of the calls.</returns>
    /// <exception cref="ScaleException">The line could not be written; then no later line is.</exception>
    public Task AppendAsync(JournalEntry entry) => _commit.AddAsync((entry, JournalLine.Write(entry)));

    /// <summary>Checks that a run may start: there must be space to record its outcome.</summary>
    /// <exception cref="ScaleException">It may not start.</exception>
    public void EnsureTakesRuns() => Refuse(_failure ?? _full);

    /// <summary>Why nothing can be written any more; null while it can.</summary>
    public ScaleException? Failure => _failure ?? _full;

    /// <summary>Checks that lines can be written.</summary>
    /// <exception cref="ScaleException">They cannot.</exception>
    public void EnsureWritable() => Refuse(_failure);

    /// <summary>Returns the last entry of a key on the disk; null for none. It does not wait for pending writes.</summary>
    public JournalEntry? Find(JournalKey key) => _lookup.Find(key);

    /// <summary>Waits for pending writes, and removes outdated lines.</summary>
    public async Task CloseAsync()
    {
        await _commit.WhenIdleAsync().ConfigureAwait(false);
        lock (_writing)
        {
            if (_failure is null && _length > 2 * (_lookup.Index.AliveBytes + JournalScan.HeaderLine(_shard, _now).Length))
            {
                TryCompact();
            }
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_writing)
        {
            _failure ??= new ScaleException(ScaleErrorId.Cancelled, $"The journal '{_path}' was closed.");
            _file?.Dispose();
            _lookup?.Dispose();
        }
    }

    private void Open()
    {
        _disk.Delete(_path + ".new");
        _file = _disk.OpenAppend(_path);
        var stream = _disk.OpenRead(_path)!;
        _lookup = new JournalLookup(_path, stream);
        var scan = new JournalScan(stream, _path);
        foreach (var (entry, offset, length) in scan.Read())
        {
            _lookup.Index.Set(entry.Key, offset, length);
        }

        if (scan.Shard is { } found && found != _shard)
        {
            throw JournalErrors.OtherCount(_folder.Path, _shard, found);
        }

        WasTorn = scan.IsTorn;
        if (scan.IsTorn)
        {
            _file.Cut(scan.GoodLength);
        }

        _length = scan.GoodLength;
        if (scan.Shard is null)
        {
            var header = JournalScan.HeaderLine(_shard, _now);
            _file.Write(header, 0, header.Length);
            _length = header.Length;
        }

        _file.Flush();
        JournalReserve.Make(_disk, _folder.Reserve(_shard));
        _disk.FlushFolder(_folder.Path);
        _compactAt = LeastCompacted;
    }

    private void Commit(IReadOnlyList<(JournalEntry Entry, byte[] Line)> lines)
    {
        lock (_writing)
        {
            Refuse(_failure);
            try
            {
                Write(lines.SelectMany(line => line.Line).ToArray());
                _file.Flush();
            }
            catch (Exception exception)
            {
                // After a failed flush, nobody knows what is on the disk, so nothing more is written.
                _failure = JournalErrors.CannotWrite(_path, exception);
                if (JournalErrors.IsOfDisk(exception))
                {
                    TryCut();
                    throw _failure;
                }

                throw;
            }

            _length = _lookup.Note(lines.Select(line => (line.Entry.Key, line.Line.Length)), _length);
            if (_length > _compactAt && _length > 2 * _lookup.Index.AliveBytes)
            {
                TryCompact();
            }
        }
    }

    // A run that was sent must be recorded even if the disk is full. The reserve file provides the space.
    private void Write(byte[] bytes)
    {
        try
        {
            _file.Write(bytes, 0, bytes.Length);
        }
        catch (IOException exception) when (_full is null)
        {
            _full = JournalErrors.CannotWrite(_path, exception);
            _file.Cut(_length);
            _disk.Delete(_folder.Reserve(_shard));
            _file.Write(bytes, 0, bytes.Length);
        }
    }

    // Keeps the next start from finding an incomplete line; it would remove that, too.
    private void TryCut()
    {
        try
        {
            _file.Cut(_length);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            // The disk refuses this as well.
        }
    }

    // Rewriting is optional: if it fails (such as on Windows while another process reads), the file stays unchanged.
    private void TryCompact()
    {
        var fresh = _path + ".new";
        try
        {
            JournalIndex index;
            using (var old = _disk.OpenRead(_path)!)
            {
                index = JournalCompaction.Write(_disk, old, _path, fresh, _lookup.Index, JournalScan.HeaderLine(_shard, _now));
            }

            _compactAt = LeastCompacted;
            _lookup.Swap(() => Replace(fresh, index));
            _disk.FlushFolder(_folder.Path);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            Postpone(fresh);
            if (!IsWhole())
            {
                _failure = JournalErrors.CannotWrite(_path, exception);
            }
        }
    }

    // If the rename fails, the old file is opened again.
    private (Stream File, JournalIndex? Index) Replace(string fresh, JournalIndex index)
    {
        _file.Dispose();
        JournalIndex? replaced = null;
        try
        {
            _disk.Rename(fresh, _path);
            _length = index.AliveBytes + JournalScan.HeaderLine(_shard, _now).Length;
            replaced = index;
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            Postpone(fresh);
        }

        _file = _disk.OpenAppend(_path);
        return (_disk.OpenRead(_path)!, replaced);
    }

    // The longer file is used until it is twice as long. The unused copy takes space that the lines of runs need.
    private void Postpone(string fresh)
    {
        _compactAt = Math.Max(LeastCompacted, 2 * _length);
        _disk.TryDelete(fresh);
    }

    private bool IsWhole()
    {
        try
        {
            return _file.Length == _length;
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception) || exception is ObjectDisposedException)
        {
            return false;
        }
    }

    private static void Refuse(ScaleException? failure)
    {
        if (failure is not null)
        {
            throw new ScaleException(failure.ErrorId, failure.Message, failure) { Target = failure.Target };
        }
    }
}
