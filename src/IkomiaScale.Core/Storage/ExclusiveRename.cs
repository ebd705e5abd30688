using System.Runtime.InteropServices;

namespace IkomiaScale.Storage;

/// <summary>
/// Renames a file to a name that is free, in one step. On Linux and macOS, .NET checks first and renames then, which would
/// replace a file that another process creates in between.
/// </summary>
internal static class ExclusiveRename
{
    // EEXIST, the same on Linux and macOS.
    private const int AlreadyThere = 17;

    /// <summary>Renames a file within a folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newPath">Its new name.</param>
    /// <exception cref="IOException">A file already has that name, and stays unchanged; or the file cannot be renamed.</exception>
    public static void Move(string path, string newPath)
    {
        if (LocalPath.IsWindows)
        {
            File.Move(path, newPath);
        }
        else if (Link(path, newPath) == 0)
        {
            File.Delete(path);
        }
        else if (Marshal.GetLastWin32Error() == AlreadyThere)
        {
            throw new IOException($"The file '{newPath}' already exists.");
        }
        else
        {
            // Some file systems have no hard links.
            File.Move(path, newPath);
        }
    }

    // Creates a hard link, which the system refuses if the name is taken. Strings are UTF-8 on the systems that call this.
    [DllImport("libc", EntryPoint = "link", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Link(string path, string newPath);
}
