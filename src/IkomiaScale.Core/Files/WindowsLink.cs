#if !NET
using System.Runtime.InteropServices;

namespace IkomiaScale.Files;

/// <summary>Reads the kind of a reparse point on Windows: only two kinds are links. Newer .NET has this built in.</summary>
internal static class WindowsLink
{
    private const uint SymbolicLink = 0xA000000C;
    private const uint MountPoint = 0xA0000003;
    private static readonly IntPtr Invalid = new(-1);

    /// <summary>Whether a path with a reparse point is a link. If that cannot be read, it counts as one and is not followed.</summary>
    public static bool Is(string path)
    {
        var search = FindFirstFile(path.StartsWith(@"\\", StringComparison.Ordinal) ? path : @"\\?\" + path, out var found);
        if (search == Invalid)
        {
            return true;
        }

        FindClose(search);
        return found.Tag is SymbolicLink or MountPoint;
    }

    [DllImport("kernel32", EntryPoint = "FindFirstFileW", CharSet = CharSet.Unicode)]
    private static extern IntPtr FindFirstFile(string path, out Found found);

    [DllImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool FindClose(IntPtr search);

    [StructLayout(LayoutKind.Explicit, Size = 592)]
    private readonly struct Found
    {
        [FieldOffset(36)]
        public readonly uint Tag;
    }
}
#endif
