#if !NET
using System.Runtime.InteropServices;
using System.Text;

namespace IkomiaScale.Files;

/// <summary>Asks Linux and macOS where a symbolic link leads to. Newer .NET asks by itself.</summary>
internal static class UnixLink
{
    private const int LongestPath = 4096;

    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>What a path leads to in the end, which need not be there; the path itself where it is no link.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string FinalTarget(string path)
    {
        var current = path;
        for (var count = 0; Target(current) is { } next; count++)
        {
            if (count == MostLinks)
            {
                throw new IOException($"The link '{path}' leads to too many others.");
            }

            // From the folder that the link is in; the system resolves the '..' in it.
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
