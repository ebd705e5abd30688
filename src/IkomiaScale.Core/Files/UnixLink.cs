#if !NET
using System.Runtime.InteropServices;
using System.Text;

namespace IkomiaScale.Files;

/// <summary>Reads symbolic links on Linux and macOS. Newer .NET has this built in.</summary>
internal static class UnixLink
{
    private const int LongestPath = 4096;

    // The limit of Linux.
    private const int MostLinks = 40;

    /// <summary>Returns the final target of a path, which need not exist; the path itself if it is not a link.</summary>
    /// <exception cref="IOException">The links form a cycle.</exception>
    public static string FinalTarget(string path)
    {
        var current = path;
        for (var count = 0; Target(current) is { } next; count++)
        {
            if (count == MostLinks)
            {
                throw new IOException($"The link '{path}' leads through too many other links.");
            }

            // Relative to the folder of the link. The system resolves '..' in it.
            current = Path.Combine(Path.GetDirectoryName(current) ?? string.Empty, next);
        }

        return current;
    }

    private static string? Target(string path)
    {
        var buffer = new byte[LongestPath];
        var length = (int)ReadLink(Encoding.UTF8.GetBytes(path + "\0"), buffer, new IntPtr(buffer.Length));
        return length <= 0 ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }

    [DllImport("libc", EntryPoint = "readlink", SetLastError = true)]
    private static extern IntPtr ReadLink(byte[] path, byte[] buffer, IntPtr size);
}
#endif
