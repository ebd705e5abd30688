namespace IkomiaScale.Deployments.Journal;

/// <summary>What a journal does with a disk in several places.</summary>
internal static class JournalDiskExtensions
{
    /// <summary>Deletes a file that nobody needs any more. If that fails, it stays, and the next start replaces it.</summary>
    public static void TryDelete(this IJournalDisk disk, string path)
    {
        try
        {
            disk.Delete(path);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            // The failure before this one is the one to report.
        }
    }
}
