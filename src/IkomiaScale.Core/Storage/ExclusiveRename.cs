using System.Runtime.InteropServices;

namespace IkomiaScale.Storage;

/// <summary>
/// Gives a file a name that is free, in one step. .NET asks on Linux and macOS whether the name is free and then renames,
/// which would replace a file that somebody else makes in between.
/// </summary>
internal static class ExclusiveRename
{
    // EEXIST, the same on Linux and macOS.
    private const int AlreadyThere = 17;

    /// <summary>Renames a file within a folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newPath">Its new name.</param>
    /// <exception cref="IOException">There is a file of that name; it stays as it is. Or the file cannot be renamed.</exception>
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
            // Not every file system lets a file have two names.
            File.Move(path, newPath);
        }
    }

    // A second name for a file, which the system refuses where the name is taken. Strings are UTF-8 where this is called.
    [DllImport("libc", EntryPoint = "link", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Link(string path, string newPath);
}
