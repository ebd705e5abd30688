using System.Runtime.InteropServices;
using System.Text;

namespace IkomiaScale.Files;

/// <summary>
/// Reads the properties of a file on Linux in one call, with nanoseconds, which .NET cuts off. <c>statx</c> is the only call
/// of this kind whose result has the same layout on every processor.
/// </summary>
internal static class LinuxStat
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFields = 0x7ff;
    private const int NoEntry = 2;
    private const int NoFolder = 20;
    private const int TypeMask = 0xf000;
    private const int WritableByOthers = 0x12; // ----w--w-

    /// <summary>Whether this system supports it.</summary>
    public static bool IsAvailable { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && Works();

    /// <summary>Returns what a path refers to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="stamp">Size and times of a file.</param>
    /// <param name="follow">Whether to follow a link to its target.</param>
    /// <exception cref="IOException">The path cannot be examined.</exception>
    public static EntryKind Read(string path, out FileStamp stamp, bool follow = false)
    {
        stamp = default;
        if (Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + "\0"), follow ? 0 : NoFollow, BasicFields, out var answer) != 0)
        {
            return Marshal.GetLastWin32Error() is NoEntry or NoFolder
                ? EntryKind.Missing
                : throw new IOException($"The type of '{path}' cannot be read (error {Marshal.GetLastWin32Error()})");
        }

        stamp = new FileStamp((long)answer.Size, answer.Modified.Nanoseconds, answer.Changed.Nanoseconds, (long)answer.Inode);
        return (answer.Mode & TypeMask) switch
        {
            0x8000 => EntryKind.File,
            0x4000 => EntryKind.Folder,
            0xa000 => EntryKind.Link,
            _ => EntryKind.Special,
        };
    }

    /// <summary>Whether users other than the owner may write to a file, or to the target of a link.</summary>
    /// <exception cref="FileNotFoundException">The file or the target of the link does not exist.</exception>
    /// <exception cref="IOException">The permissions cannot be read.</exception>
    public static bool IsWritableByOthers(string path)
    {
        if (Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + "\0"), 0, BasicFields, out var answer) == 0)
        {
            return (answer.Mode & WritableByOthers) != 0;
        }

        var error = Marshal.GetLastWin32Error();
        throw error is NoEntry or NoFolder
            ? new FileNotFoundException($"'{path}' does not exist.", path)
            : new IOException($"The permissions of '{path}' cannot be read (error {error})");
    }

    private static bool Works()
    {
        try
        {
            return Read("/", out _) == EntryKind.Folder;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException or IOException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, out Answer answer);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        private readonly long _seconds;
        private readonly uint _nanoseconds;
        private readonly int _unused;

        public long Nanoseconds => unchecked((_seconds * 1_000_000_000) + _nanoseconds);
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Answer
    {
        [FieldOffset(28)]
        public readonly ushort Mode;

        [FieldOffset(32)]
        public readonly ulong Inode;

        [FieldOffset(40)]
        public readonly ulong Size;

        [FieldOffset(96)]
        public readonly Time Changed;

        [FieldOffset(112)]
        public readonly Time Modified;
    }
}
