using System.Text;

namespace IkomiaScale.Deployments.Journal;

/// <summary>Finds the last line of a key in a journal, on any thread: its place is in memory, the line itself is read when it is asked for.</summary>
internal sealed class JournalLookup : IDisposable
{
    private readonly object _gate = new();
    private readonly string _path;
    private Stream _file;

    /// <summary>Makes a lookup.</summary>
    /// <param name="path">The journal, for errors.</param>
    /// <param name="file">It, for reading.</param>
    public JournalLookup(string path, Stream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>The places. Only for who writes the journal.</summary>
    public JournalIndex Index { get; private set; } = new();

    /// <summary>How many keys there are.</summary>
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

    /// <summary>Notes lines that follow each other.</summary>
    /// <returns>Where they end.</returns>
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

    /// <summary>The last that is on the disk of a key; null for nothing.</summary>
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

    /// <summary>Takes another file for it. Nobody looks anything up meanwhile.</summary>
    /// <param name="swap">Puts it in place of the old one and opens it. Where it gives no places, those of the old one still hold.</param>
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
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotRead(_path, exception);
        }

        return Encoding.UTF8.GetString(line);
    }
}
