namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// A file that holds nothing but room. When the disk is full it is removed, so that the uuids of runs that were sent can still be
/// written down.
/// </summary>
internal static class JournalReserve
{
    /// <summary>Enough for the lines of all runs that can be under way.</summary>
    private const int Bytes = 128 * 1024;

    /// <summary>Makes it. Without it all works the same while there is room.</summary>
    public static void Make(IJournalDisk disk, string path)
    {
        using var file = disk.OpenAppend(path);
        if (file.Length < Bytes)
        {
            file.Cut(0);

            // Text, in which a file system finds nothing to save.
            var bytes = new byte[Bytes];
            new Random(Bytes).NextBytes(bytes);
            file.Write(bytes, 0, Bytes);
            file.Flush();
        }
    }
}
