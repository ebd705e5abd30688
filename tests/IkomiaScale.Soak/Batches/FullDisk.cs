using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Soak.Batches;

/// <summary>The disk of this machine, on which only so many more bytes have room.</summary>
internal sealed class FullDisk(long room) : IJournalDisk
{
    private readonly JournalDisk _disk = JournalDisk.Instance;
    private long _room = room;

    public void CreateFolder(string path) => _disk.CreateFolder(path);

    public IDisposable? TryLock(string path) => _disk.TryLock(path);

    public IJournalDiskFile OpenAppend(string path) => new FullFile(this, _disk.OpenAppend(path));

    public Stream? OpenRead(string path) => _disk.OpenRead(path);

    public IReadOnlyList<string> List(string folder) => _disk.List(folder);

    public void Rename(string path, string newPath) => _disk.Rename(path, newPath);

    public void FlushFolder(string path) => _disk.FlushFolder(path);

    public void Delete(string path)
    {
        var size = File.Exists(path) ? new FileInfo(path).Length : 0;
        _disk.Delete(path);
        Interlocked.Add(ref _room, size);
    }

    public long? FreeBytes(string folder) => _disk.FreeBytes(folder);

    private sealed class FullFile(FullDisk disk, IJournalDiskFile file) : IJournalDiskFile
    {
        public long Length => file.Length;

        public void Write(byte[] bytes, int offset, int count)
        {
            var left = Interlocked.Add(ref disk._room, -count);
            if (left >= 0)
            {
                file.Write(bytes, offset, count);
                return;
            }

            // What still fits is written, as a real disk does.
            file.Write(bytes, offset, (int)Math.Max(0, count + left));
            Interlocked.Add(ref disk._room, count - Math.Max(0, count + left));
            throw new IOException("No space left on device");
        }

        public void Flush() => file.Flush();

        public void Cut(long length)
        {
            Interlocked.Add(ref disk._room, file.Length - length);
            file.Cut(length);
        }

        public void Dispose() => file.Dispose();
    }
}
