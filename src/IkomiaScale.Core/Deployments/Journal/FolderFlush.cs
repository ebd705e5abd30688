using System.ComponentModel;
using System.Runtime.InteropServices;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// Flushes a folder to the disk. A file that was flushed itself can still lose its name in a power cut. .NET cannot open
/// folders, so the operating system is called. On Windows, names are written with the files.
/// </summary>
internal static class FolderFlush
{
    /// <summary>The errors of file systems that cannot flush folders (EBADF, EINVAL, EROFS; ENOTSUP on Linux and macOS).</summary>
    private static readonly int[] Unknown = [9, 22, 30, 95, 45];

    /// <summary>Flushes a folder.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Flush(string path)
    {
        if (LocalPath.IsWindows)
        {
            return;
        }

        var folder = Open(path, 0);
        if (folder < 0)
        {
            throw Failure(path, Marshal.GetLastWin32Error());
        }

        try
        {
            if (Sync(folder) != 0 && Marshal.GetLastWin32Error() is var code && !Unknown.Contains(code))
            {
                throw Failure(path, code);
            }
        }
        finally
        {
            Close(folder);
        }
    }

    private static IOException Failure(string path, int code) =>
        new($"The folder '{path}' cannot be written to the disk: {new Win32Exception(code).Message}", code);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
