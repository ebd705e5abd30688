using IkomiaScale.Files;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Journal;

/// <summary>The disk of this machine.</summary>
internal sealed class JournalDisk : IJournalDisk
{
    /// <summary>The errors for a file that another process has open: Windows (two codes), Linux, macOS.</summary>
    private static readonly int[] TakenCodes = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    private JournalDisk()
    {
    }

    /// <summary>The only instance.</summary>
    public static JournalDisk Instance { get; } = new();

    public void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            OwnerOnly.CreateFolder(path);
        }
    }

    public IDisposable? TryLock(string path)
    {
        try
        {
            return OwnerOnly.Open(path, FileShare.None);
        }
        catch (IOException exception) when (TakenCodes.Contains(exception.HResult))
        {
            return null;
        }
    }

    public IJournalDiskFile OpenAppend(string path) => new AppendedFile(path);

    public Stream? OpenRead(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public IReadOnlyList<string> List(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).ToList() : [];

    public void Rename(string path, string newPath)
    {
#if NET
        File.Move(path, newPath, overwrite: true);
#else
        if (File.Exists(newPath))
        {
            File.Replace(path, newPath, destinationBackupFileName: null);
        }
        else
        {
            File.Move(path, newPath);
        }
#endif
    }

    public void FlushFolder(string path) => FolderFlush.Flush(path);

    public void Delete(string path) => File.Delete(path);

    public long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A share without a drive letter on Windows, or a file system without this number.
            return null;
        }
    }

    private sealed class AppendedFile : IJournalDiskFile
    {
        private readonly FileStream _stream;

        public AppendedFile(string path)
        {
            _stream = OwnerOnly.Open(path, FileShare.ReadWrite | FileShare.Delete);
            _stream.Seek(0, SeekOrigin.End);
        }

        public long Length => _stream.Length;

        public void Write(byte[] bytes, int offset, int count) => _stream.Write(bytes, offset, count);

        public void Flush() => _stream.Flush(flushToDisk: true);

        public void Cut(long length)
        {
            _stream.SetLength(length);
            _stream.Seek(0, SeekOrigin.End);
        }

        public void Dispose() => _stream.Dispose();
    }
}
