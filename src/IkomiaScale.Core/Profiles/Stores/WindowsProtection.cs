using System.ComponentModel;
using System.Runtime.InteropServices;

namespace IkomiaScale.Profiles.Stores;

/// <summary>The Data Protection API of Windows: only the same user on the same machine can read what it protects.</summary>
internal static class WindowsProtection
{
    private const int NoQuestions = 1;

    public static byte[] Protect(byte[] content) => Convert(content, protect: true);

    public static byte[] Unprotect(byte[] content) => Convert(content, protect: false);

    private static byte[] Convert(byte[] content, bool protect)
    {
        var pinned = GCHandle.Alloc(content, GCHandleType.Pinned);
        try
        {
            var input = new Blob { Size = content.Length, Data = pinned.AddrOfPinnedObject() };
            var done = protect
                ? CryptProtectData(ref input, "IkomiaScale", IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoQuestions, out var output)
                : CryptUnprotectData(ref input, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoQuestions, out output);
            if (!done)
            {
                var cause = new Win32Exception(Marshal.GetLastWin32Error());
                throw new ScaleException(
                    ScaleErrorId.InvalidInput,
                    $"Windows cannot {(protect ? "protect" : "read")} the token: {cause.Message.TrimEnd('.')}. Only the user who stored a token can read it, on the same machine. To store it again, run: Save-IkConnection -StoreToken",
                    cause);
            }

            try
            {
                var bytes = new byte[output.Size];
                Marshal.Copy(output.Data, bytes, 0, output.Size);
                return bytes;
            }
            finally
            {
                LocalFree(output.Data);
            }
        }
        finally
        {
            pinned.Free();
        }
    }

    [DllImport("crypt32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptProtectData(
        ref Blob input, string description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, out Blob output);

    [DllImport("crypt32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptUnprotectData(
        ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, out Blob output);

    [DllImport("kernel32.dll")]
    private static extern IntPtr LocalFree(IntPtr memory);

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Size;

        public IntPtr Data;
    }
}
