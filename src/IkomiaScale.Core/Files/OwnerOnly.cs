using System.ComponentModel;
using System.Runtime.InteropServices;

namespace IkomiaScale.Files;

/// <summary>Creates folders and files that only their owner can use. Existing ones keep their permissions.</summary>
internal static class OwnerOnly
{
    private const int Dacl = 4;

    // No inherited permissions. The owner has full access, which applies to everything inside.
    private const string OwnerAlone = "D:P(A;OICI;FA;;;OW)";

    /// <summary>Creates a folder, and missing folders above it.</summary>
    public static void CreateFolder(string path)
    {
#if NET
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            Restrict(path);
        }
        else
        {
            // Folders above it get the usual permissions.
            Directory.CreateDirectory(Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : path);
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
#else
        Directory.CreateDirectory(path);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            Restrict(path);
        }
        else
        {
            ChangeMode(path, OwnerFolder);
        }
#endif
    }

    /// <summary>Opens a file for reading and writing, and creates it if needed.</summary>
    public static FileStream Open(string path, FileShare share)
    {
#if NET
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        // On Windows the file inherits the permissions of its folder. On other systems, others cannot enter the folder.
        var isNew = !File.Exists(path);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, 1);
        if (isNew && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            ChangeMode(path, OwnerFile);
        }

        return stream;
#endif
    }

    private static void Restrict(string path)
    {
        if (!ConvertStringSecurityDescriptorToSecurityDescriptor(OwnerAlone, 1, out var descriptor, out _))
        {
            throw new IOException($"The permissions of '{path}' cannot be restricted to its owner.", new Win32Exception(Marshal.GetLastWin32Error()));
        }

        try
        {
            if (!SetFileSecurity(path, Dacl, descriptor))
            {
                throw new IOException($"The permissions of '{path}' cannot be restricted to its owner.", new Win32Exception(Marshal.GetLastWin32Error()));
            }
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSecurityDescriptorToSecurityDescriptor(string text, uint revision, out IntPtr descriptor, out uint size);

    [DllImport("advapi32.dll", EntryPoint = "SetFileSecurityW", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetFileSecurity(string path, int what, IntPtr descriptor);

    [DllImport("kernel32.dll")]
    private static extern IntPtr LocalFree(IntPtr memory);

#if !NET
    private const uint OwnerFolder = 0x1C0; // rwx------
    private const uint OwnerFile = 0x180; // rw-------

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int ChangeMode(string path, uint mode);
#endif
}
