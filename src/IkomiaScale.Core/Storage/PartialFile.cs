using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IkomiaScale.Storage;

/// <summary>
/// Names of files in the making, and the end of those that nobody makes any more: a process that is killed cannot remove its
/// own. They are never under a final name, so all that they do is take up room.
/// </summary>
internal static class PartialFile
{
    /// <summary>No transfer rests for so long: the longest inactivity that can be allowed is a day.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromDays(1) + TimeSpan.FromHours(1);

    private const int SweptLimit = 10_000;
    private static readonly Regex Form = new(@"^\.ik-[0-9a-f]{32}\.partial$", RegexOptions.CultureInvariant);
    private static readonly ConcurrentDictionary<string, bool> Swept = new(LocalPath.Comparer);

    /// <summary>A name that nothing else has. It does not contain the final one, which may already be as long as the file system allows.</summary>
    public static string NewName() => $".ik-{Guid.NewGuid():N}.partial";

    /// <summary>Whether it is the name of a file in the making.</summary>
    public static bool IsName(string name) => Form.IsMatch(name);

    /// <summary>Removes what was left in a folder, once for as long as this process remembers.</summary>
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
            // It was only to tidy up.
        }
    }

    // Whoever makes a file has it open for itself alone, so that it cannot be opened here while that process lives. Where a
    // file system knows no locks, its age alone must do.
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
            // Somebody has it, or it is gone.
        }
    }
}
