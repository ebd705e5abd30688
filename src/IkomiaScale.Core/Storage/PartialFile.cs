using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IkomiaScale.Storage;

/// <summary>
/// The temporary names of unfinished files, and the clean-up of abandoned ones: a killed process cannot delete its own. They
/// never have a final name, so they only use space.
/// </summary>
internal static class PartialFile
{
    /// <summary>Longer than any transfer can be idle: the longest inactivity limit is a day.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromDays(1) + TimeSpan.FromHours(1);

    private const int SweptLimit = 10_000;
    private static readonly Regex Form = new(@"^\.ik-[0-9a-f]{32}\.partial$", RegexOptions.CultureInvariant);
    private static readonly ConcurrentDictionary<string, bool> Swept = new(LocalPath.Comparer);

    /// <summary>
    /// Returns a unique name. It does not contain the final name, which may already have the largest length of the file
    /// system.
    /// </summary>
    public static string NewName() => $".ik-{Guid.NewGuid():N}.partial";

    /// <summary>Whether it is the name of an unfinished file.</summary>
    public static bool IsName(string name) => Form.IsMatch(name);

    /// <summary>Deletes abandoned files in a folder, once per folder and process.</summary>
    public static void Sweep(string folder)
    {
        if (!Swept.TryAdd(folder, true))
        {
            return;
        }

        if (Swept.Count > SweptLimit)
        {
            Swept.Clear();
        }

        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles(".ik-*.partial").Where(file => IsName(file.Name)))
            {
                Remove(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The clean-up is optional.
        }
    }

    // The process that writes a file has it open exclusively, so opening it here fails while that process runs. On file
    // systems without locks, only the age decides.
    private static void Remove(FileInfo file)
    {
        if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) || DateTime.UtcNow - file.LastWriteTimeUtc < LeastAge)
        {
            return;
        }

        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process uses it, or it is gone.
        }
    }
}
