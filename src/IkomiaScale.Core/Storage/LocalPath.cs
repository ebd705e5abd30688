using System.Runtime.InteropServices;
using IkomiaScale.Errors;
using IkomiaScale.Files;

namespace IkomiaScale.Storage;

/// <summary>
/// Converts a path in the storage to a file below a folder. Such paths come from others: none may leave the folder, and a
/// name that this system cannot hold is refused, not changed.
/// </summary>
public static class LocalPath
{
    private const string WindowsForbidden = "<>:\"|?*\\";

    // Windows treats superscript digits as digits.
    private static readonly HashSet<string> WindowsReserved = new(
        new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" }
            .Concat("0123456789¹²³".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the operating system is Windows.</summary>
    public static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Compares file names as most file systems of this operating system do.</summary>
    public static StringComparer Comparer { get; } = IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Whether most file systems of this operating system ignore case.</summary>
    public static bool IgnoresCase => IsWindows || RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    /// <summary>Returns the full path of the file for a path in the storage.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="relativePath">The path below it, with <c>/</c>.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: no file can have this path.</exception>
    public static string Below(string folder, string relativePath) => Below(folder, relativePath, IsWindows);

    /// <summary>The same, with the rules of Windows or of other systems.</summary>
    internal static string Below(string folder, string relativePath, bool windowsRules)
    {
        if (WhyNotPath(relativePath, windowsRules) is { } reason)
        {
            throw Refuse(relativePath, reason);
        }

        var segments = relativePath.Split('/');
        var root = Path.GetFullPath(folder);
        var full = Path.GetFullPath(Path.Combine(root, Path.Combine(segments)));

        // The segments are valid here. This check also covers rules of a system that are not known here.
        var boundary = root.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) ? root : root + Path.DirectorySeparatorChar;
        if (!full.StartsWith(boundary, StringComparison.Ordinal))
        {
            throw Refuse(relativePath, "leads out of the destination");
        }

        RefuseLinks(root, segments, relativePath);
        return full;
    }

    /// <summary>Why no file can have this path, as the end of a sentence that starts with its name; null if one can.</summary>
    internal static string? WhyNotPath(string relativePath, bool windowsRules) =>
        relativePath.Split('/').Select(segment => WhyNot(segment, windowsRules)).FirstOrDefault(reason => reason is not null);

    private static string? WhyNot(string segment, bool windowsRules)
    {
        if (segment is "" or "." or "..")
        {
            return "leads out of the destination or names no file";
        }

        // Some systems allow control characters. But a terminal would run them, and the name could not be uploaded again.
        if (segment.Any(char.IsControl))
        {
            return "has a control character";
        }

        if (PartialFile.IsName(segment))
        {
            return "is reserved for unfinished downloads";
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
            return "ends in a dot or a space, which Windows drops";
        }

        return WindowsReserved.Contains(segment.Split('.')[0].TrimEnd(' ')) ? "is a name that Windows reserves for a device" : null;
    }

    // A link below the destination would redirect the file.
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
        new ScaleException(ScaleErrorId.InvalidPath,
            $"The object '{Printable.OneLine(relativePath, 300)}' cannot be written to a file: its name {reason}. Use Read-IkStorageObject -LiteralPath with a file name of your choice as -Destination.")
        {
            Target = relativePath,
        };
}
