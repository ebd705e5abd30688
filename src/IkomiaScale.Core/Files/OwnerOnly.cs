using System.ComponentModel;
using System.Runtime.InteropServices;

namespace IkomiaScale.Files;

/// <summary>Makes folders and files that only their owner can use. What is there already keeps the rights that it has.</summary>
internal static class OwnerOnly
{
    private const int Dacl = 4;

    // Protected from what the folder above would hand down; the owner may do all, and so what is made in it.
    private const string OwnerAlone = "D:P(A;OICI;FA;;;OW)";

    /// <summary>Makes a folder, with those above it that are missing.</summary>
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
            // Those above it are made as any are.
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

    /// <summary>Opens a file for reading and writing, made where it is not there.</summary>
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
        // On Windows the folder's rights are handed down; elsewhere the folder itself cannot be entered meanwhile.
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
            throw new IOException($"'{path}' cannot be made private.", new Win32Exception(Marshal.GetLastWin32Error()));
        }

        try
        {
            if (!SetFileSecurity(path, Dacl, descriptor))
            {
                throw new IOException($"'{path}' cannot be made private.", new Win32Exception(Marshal.GetLastWin32Error()));
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
