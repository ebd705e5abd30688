namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// A file that only reserves space. When the disk is full it is deleted, so that the uuids of sent runs can still be
/// recorded.
/// </summary>
internal static class JournalReserve
{
    /// <summary>Enough for the lines of all runs that can be active.</summary>
    private const int Bytes = 128 * 1024;

    /// <summary>Creates it. Without it, everything works while there is space.</summary>
    public static void Make(IJournalDisk disk, string path)
    {
        using var file = disk.OpenAppend(path);
        if (file.Length < Bytes)
        {
            file.Cut(0);

            // Random bytes, which a file system cannot compress.
            var bytes = new byte[Bytes];
            new Random(Bytes).NextBytes(bytes);
            file.Write(bytes, 0, Bytes);
            file.Flush();
        }
    }
}
