using System.Text;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>
/// A disk in memory whose power fails at a step that the test says. What was not flushed is then there in part: of bytes some
/// beginning, of names some of the changes, in their order.
/// </summary>
internal sealed class CrashingDisk : IJournalDisk
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Node> _names = new(StringComparer.Ordinal);
    private readonly List<(string Folder, Action<Dictionary<string, Node>> Change)> _unflushed = [];
    private Dictionary<string, Node> _flushedNames = new(StringComparer.Ordinal);

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>The step at which the power fails.</summary>
    public int CrashAt { get; init; } = int.MaxValue;

    /// <summary>How many bytes can still be written; removing a file gives some. Null for as many as one likes.</summary>
    public long? Room { get; set; }

    /// <summary>Whether the drive was taken away: files that are open can be written to, names are not there any more.</summary>
    public bool IsGone { get; set; }

    /// <summary>How many bytes it says are free; null where it does not count.</summary>
    public long? Free { get; set; }

    /// <summary>Called before a file takes the name of another. What it throws is thrown: on Windows that fails while somebody reads the other.</summary>
    public Action BeforeRename { get; set; } = () => { };

    /// <summary>Whether flushing fails: nobody knows then what is on it.</summary>
    public bool RefusesFlushes { get; set; }

    /// <summary>How often a file was flushed.</summary>
    public int Flushes { get; private set; }

    /// <summary>The folders that were flushed, in order.</summary>
    public List<string> FlushedFolders { get; } = [];

    /// <summary>Called before a file is flushed, on the thread that does it.</summary>
    public Action BeforeFlush { get; set; } = () => { };

    public bool HasCrashed => Steps >= CrashAt;

    /// <summary>The same disk when the power is back.</summary>
    public CrashingDisk Reboot(Random random, int crashAt = int.MaxValue)
    {
        lock (_gate)
        {
            var disk = new CrashingDisk { CrashAt = crashAt };
            var names = new Dictionary<string, Node>(_flushedNames, StringComparer.Ordinal);
            foreach (var folder in _unflushed.GroupBy(change => change.Folder))
            {
                foreach (var (_, change) in folder.Take(random.Next(folder.Count() + 1)))
                {
                    change(names);
                }
            }

            foreach (var (name, node) in names)
            {
                disk._names[name] = node.Survive(random);
            }

            disk._flushedNames = new Dictionary<string, Node>(disk._names, StringComparer.Ordinal);
            return disk;
        }
    }

    /// <summary>Something else happens, at which the power may fail too.</summary>
    public void Pass() => Step(() => true);

    public string TextOf(string path) => Encoding.UTF8.GetString(_names[path].Bytes);

    public void Put(string path, byte[] bytes) => _names[path] = new Node { Bytes = bytes, Flushed = bytes };

    public void CreateFolder(string path)
    {
        // Folders are there: to lose one is to lose all, which is no damage.
    }

    public IDisposable TryLock(string path) => new MemoryStream();

    public IJournalDiskFile OpenAppend(string path) => Step(() =>
    {
        if (IsGone)
        {
            throw new DirectoryNotFoundException($"Could not find a part of the path '{path}'.");
        }

        if (!_names.TryGetValue(path, out var node))
        {
            node = new Node();
            Change(path, names => names[path] = node);
        }

        return new Handle(this, node);
    });

    public Stream? OpenRead(string path)
    {
        lock (_gate)
        {
            return _names.TryGetValue(path, out var node) ? new Reading(this, node) : null;
        }
    }

    public IReadOnlyList<string> List(string folder)
    {
        lock (_gate)
        {
            return _names.Keys.Where(name => Path.GetDirectoryName(name) == folder).Select(name => Path.GetFileName(name)!).ToList();
        }
    }

    public void Rename(string path, string newPath) => Step(() =>
    {
        BeforeRename();
        var node = _names[path];
        Change(newPath, names =>
        {
            names.Remove(path);
            names[newPath] = node;
        });
        return true;
    });

    public void FlushFolder(string path) => Step(() =>
    {
        FlushedFolders.Add(path);
        foreach (var (_, change) in _unflushed.Where(change => change.Folder == path))
        {
            change(_flushedNames);
        }

        return _unflushed.RemoveAll(change => change.Folder == path);
    });

    public void Delete(string path) => Step(() =>
    {
        if (_names.ContainsKey(path))
        {
            Room += _names[path].Bytes.Length;
            Change(path, names => names.Remove(path));
        }

        return true;
    });

    public long? FreeBytes(string folder) => Free;

    private void Change(string path, Action<Dictionary<string, Node>> change)
    {
        change(_names);
        _unflushed.Add((Path.GetDirectoryName(path)!, change));
    }

    private T Step<T>(Func<T> action)
    {
        lock (_gate)
        {
            return ++Steps >= CrashAt ? throw new PowerFailure() : action();
        }
    }

    private void Write(Node node, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            Steps++;
            if (Steps >= CrashAt || Room < bytes.Length)
            {
                var part = bytes[..(Steps == CrashAt ? bytes.Length / 2 : HasCrashed ? 0 : (int)Math.Max(0, Room!.Value))];
                node.Bytes = [.. node.Bytes, .. part];
                Room -= part.Length;
                throw HasCrashed ? new PowerFailure() : new IOException("No space left on device");
            }

            node.Bytes = [.. node.Bytes, .. bytes];
            Room -= bytes.Length;
        }
    }

    internal sealed class PowerFailure : Exception;

    private sealed class Node
    {
        public byte[] Bytes { get; set; } = [];

        public byte[] Flushed { get; set; } = [];

        // What is not flushed is cut off somewhere; now and then the file is as long as it should be, but its end was never filled.
        public Node Survive(Random random)
        {
            var kept = Bytes.Length <= Flushed.Length ? (random.Next(2) == 0 ? Flushed : Bytes) : Bytes[..random.Next(Flushed.Length, Bytes.Length + 1)];
            var survivor = random.Next(5) == 0 && Bytes.Length > kept.Length ? [.. kept, .. new byte[Bytes.Length - kept.Length]] : kept;
            return new Node { Bytes = survivor, Flushed = survivor };
        }
    }

    private sealed class Handle(CrashingDisk disk, Node node) : IJournalDiskFile
    {
        private bool _isDisposed;

        public long Length => Open.Bytes.Length;

        private Node Open => _isDisposed ? throw new ObjectDisposedException(nameof(Handle)) : node;

        public void Write(byte[] bytes, int offset, int count) => disk.Write(Open, bytes.AsSpan(offset, count));

        public void Flush()
        {
            disk.BeforeFlush();
            disk.Step(() =>
            {
                disk.Flushes++;
                return Open.Flushed = disk.RefusesFlushes ? throw new IOException("Input/output error") : node.Bytes;
            });
        }

        public void Cut(long length) => disk.Step(() =>
        {
            disk.Room += Open.Bytes.Length - length;
            return Open.Bytes = Open.Bytes[..(int)length];
        });

        public void Dispose() => _isDisposed = true;
    }

    private sealed class Reading(CrashingDisk disk, Node node) : Stream
    {
        private bool _isDisposed;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => node.Bytes.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            lock (disk._gate)
            {
                var length = (int)Math.Max(0, Math.Min(count, node.Bytes.Length - Position));
                Array.Copy(node.Bytes, Position, buffer, offset, length);
                Position += length;
                return length;
            }
        }

        public override long Seek(long offset, SeekOrigin origin) => _isDisposed ? throw new ObjectDisposedException(nameof(Reading)) : Position = offset;

        public override void Flush() => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _isDisposed = true;
            base.Dispose(disposing);
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
