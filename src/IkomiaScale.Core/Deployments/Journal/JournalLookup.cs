using System.Text;

namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// Finds the last line of a key in a journal, from any thread. Its place is in memory; the line is read when it is needed.
/// </summary>
internal sealed class JournalLookup : IDisposable
{
    private readonly object _gate = new();
    private readonly string _path;
    private Stream _file;

    /// <summary>Creates a lookup.</summary>
    /// <param name="path">The name of the journal, for errors.</param>
    /// <param name="file">The journal, for reading.</param>
    public JournalLookup(string path, Stream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>The places. Only the writer of the journal may use it.</summary>
    public JournalIndex Index { get; private set; } = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return Index.Count;
            }
        }
    }

    /// <summary>Records lines that follow each other.</summary>
    /// <returns>The end of the last line.</returns>
    public long Note(IEnumerable<(JournalKey Key, int Length)> lines, long offset)
    {
        lock (_gate)
        {
            foreach (var (key, length) in lines)
            {
                Index.Set(key, offset, length);
                offset += length;
            }
        }

        return offset;
    }

    /// <summary>Returns the last entry of a key on the disk; null for none.</summary>
    public JournalEntry? Find(JournalKey key)
    {
        lock (_gate)
        {
            return !Index.TryFind(key, out var offset, out var length)
                ? null
                : JournalLine.Read(Read(offset, length)) is { } entry && entry.Key.Equals(key)
                    ? entry
                    : throw JournalErrors.ChangedMeanwhile(_path);
        }
    }

    /// <summary>Replaces the file while no lookup runs.</summary>
    /// <param name="swap">Moves the new file into place and opens it. If it returns no index, the current one stays valid.</param>
    public void Swap(Func<(Stream File, JournalIndex? Index)> swap)
    {
        lock (_gate)
        {
            _file.Dispose();
            var (file, index) = swap();
            _file = file;
            Index = index ?? Index;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    private string Read(long offset, int length)
    {
        var line = new byte[length];
        try
        {
            _file.Seek(offset, SeekOrigin.Begin);
            for (var read = 0; read < length;)
            {
                var count = _file.Read(line, read, length - read);
                read += count > 0 ? count : throw JournalErrors.ChangedMeanwhile(_path);
            }
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception) || exception is ObjectDisposedException)
        {
            // The file stays closed if the drive disappears while the journal is being replaced by a shorter one.
            throw JournalErrors.CannotRead(_path, exception);
        }

        return Encoding.UTF8.GetString(line);
    }
}
