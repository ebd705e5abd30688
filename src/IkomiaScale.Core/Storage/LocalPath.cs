using System.Runtime.InteropServices;
using IkomiaScale.Errors;
using IkomiaScale.Files;

namespace IkomiaScale.Storage;

/// <summary>
/// Turns a remote path into a file below a folder. Remote names come from others: none may lead out of the folder, and
/// one that this system cannot hold is refused rather than changed.
/// </summary>
public static class LocalPath
{
    private const string WindowsForbidden = "<>:\"|?*\\";

    // Windows takes the superscript digits for digits too.
    private static readonly HashSet<string> WindowsReserved = new(
        new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" }
            .Concat("0123456789¹²³".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this system is Windows.</summary>
    public static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>How file names compare where files usually are on this system.</summary>
    public static StringComparer Comparer { get; } = IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Whether names that differ in case only are mostly one file on this system.</summary>
    public static bool IgnoresCase => IsWindows || RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    /// <summary>The full path of the file that stands for a remote path.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="relativePath">The remote path below it, with <c>/</c>.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>.</exception>
    public static string Below(string folder, string relativePath) => Below(folder, relativePath, IsWindows);

    /// <summary>The same, with the rules of a system that need not be this one.</summary>
    internal static string Below(string folder, string relativePath, bool windowsRules)
    {
        if (WhyNotPath(relativePath, windowsRules) is { } reason)
        {
            throw Refuse(relativePath, reason);
        }

        var segments = relativePath.Split('/');
        var root = Path.GetFullPath(folder);
        var full = Path.GetFullPath(Path.Combine(root, Path.Combine(segments)));

        // The segments are harmless by now; this holds even if a system has a rule that is not known here.
        var boundary = root.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) ? root : root + Path.DirectorySeparatorChar;
        if (!full.StartsWith(boundary, StringComparison.Ordinal))
        {
            throw Refuse(relativePath, "leads out of the destination");
        }

        RefuseLinks(root, segments, relativePath);
        return full;
    }

    /// <summary>Why no file can stand for a remote path, to go on after its name; null where one can.</summary>
    internal static string? WhyNotPath(string relativePath, bool windowsRules) =>
        relativePath.Split('/').Select(segment => WhyNot(segment, windowsRules)).FirstOrDefault(reason => reason is not null);

    private static string? WhyNot(string segment, bool windowsRules)
    {
        if (segment is "" or "." or "..")
        {
            return "leads out of the destination or names no file";
        }

        // Some systems could hold them. But what shows such a name on a terminal would be at its mercy, and it could not be sent back.
        if (segment.Any(char.IsControl))
        {
            return "has a control character";
        }

        if (PartialFile.IsName(segment))
        {
            return "is a name for files in the making";
        }

        if (!windowsRules)
        {
            return null;
        }

        if (segment.Any(character => WindowsForbidden.IndexOf(character) >= 0))
        {
            return "has a character that Windows does not allow in a file name";
        }

        if (segment.EndsWith(".", StringComparison.Ordinal) || segment.EndsWith(" ", StringComparison.Ordinal))
        {
            return "ends in a dot or blank, which Windows would drop";
        }

        return WindowsReserved.Contains(segment.Split('.')[0].TrimEnd(' ')) ? "is a name that Windows reserves for a device" : null;
    }

    // A link below the destination would carry the file elsewhere.
    private static void RefuseLinks(string root, string[] segments, string relativePath)
    {
        var folder = root;
        foreach (var segment in segments.Take(segments.Length - 1))
        {
            folder = Path.Combine(folder, segment);
            if (Directory.Exists(folder) && FolderReader.IsLink(new DirectoryInfo(folder)))
            {
                throw Refuse(relativePath, $"would go through the link '{folder}'");
            }
        }
    }

    private static ScaleException Refuse(string relativePath, string reason) =>
        new(ScaleErrorId.InvalidPath,
            $"The object name '{Printable.OneLine(relativePath, 300)}' {reason}, so no file is written for it. Read it with another -Destination name.")
        {
            Target = relativePath,
        };
}
