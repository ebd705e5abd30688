namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// The journal of one shard, open for writing: lines are appended in groups, each group flushed before it counts, and the whole is
/// written anew without what is outdated when that has become most of it.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    /// <summary>Below this it is not worth the while of a batch that runs; at its end everything outdated goes.</summary>
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

    /// <summary>Whether a line that a crash had cut short was cut off.</summary>
    public bool WasTorn { get; private set; }

    /// <summary>How many keys it has.</summary>
    public int Count => _lookup.Count;

    /// <summary>Opens a journal, or begins one.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>, or the disk does not play along.</exception>
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
    /// <returns>Ends when it is on the disk. Lines get there in the order in which they were appended.</returns>
    /// <exception cref="ScaleException">It could not be written; then no line after it is either.</exception>
    public Task AppendAsync(JournalEntry entry) => _commit.AddAsync((entry, JournalLine.Write(entry)));

    /// <summary>Says whether a run may begin: not where there may be no room to write down what becomes of it.</summary>
    /// <exception cref="ScaleException">It may not.</exception>
    public void EnsureTakesRuns() => Refuse(_failure ?? _full);

    /// <summary>Why nothing can be written any more; null while it can.</summary>
    public ScaleException? Failure => _failure ?? _full;

    /// <summary>Says whether anything can be written.</summary>
    /// <exception cref="ScaleException">It cannot.</exception>
    public void EnsureWritable() => Refuse(_failure);

    /// <summary>The last that is on the disk of a key; null for nothing. It does not wait for what is being written.</summary>
    public JournalEntry? Find(JournalKey key) => _lookup.Find(key);

    /// <summary>Waits for what is being written, and leaves the file without what is outdated.</summary>
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
                // After a flush that failed nobody knows what is on the disk: nothing more is said to be.
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

    // A run that was sent must be written down, whatever room there is. For that some was set aside.
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

    // So that the next start finds no half of a line. If it does, it cuts that off.
    private void TryCut()
    {
        try
        {
            _file.Cut(_length);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            // The disk does not even take that.
        }
    }

    // To tidy up is no reason to fail: where it does not work (on Windows while somebody reads) the file stays as it is.
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
            _compactAt = Math.Max(LeastCompacted, 2 * _length);
            if (!IsWhole())
            {
                _failure = JournalErrors.CannotWrite(_path, exception);
            }
        }
    }

    // Where it does not work the old one is opened again.
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
            _compactAt = Math.Max(LeastCompacted, 2 * _length);
        }

        _file = _disk.OpenAppend(_path);
        return (_disk.OpenRead(_path)!, replaced);
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
