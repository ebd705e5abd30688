namespace IkomiaScale.Administration;

/// <summary>
/// Reads file URLs in workflow files: <c>file:///home/me/plugin</c>, <c>file:///C:/plugin</c>, and the form of older clients
/// on Windows, <c>file://C:\plugin/sub</c> (docs/protocol.md, section 8).
/// </summary>
internal static class PluginPath
{
    private const string Scheme = "file://";

    /// <summary>Whether a URL is a file URL.</summary>
    public static bool IsFile(string url) => url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the paths that a URL may stand for, the most likely first: as it is written, and with <c>%20</c> and other
    /// escapes decoded.
    /// </summary>
    public static IEnumerable<string> Candidates(string url, bool isWindows)
    {
        var text = url.Substring(Scheme.Length);
        var decoded = Uri.UnescapeDataString(text);
        return (decoded == text ? new[] { text } : [text, decoded]).Select(path => Read(path, isWindows));
    }

    /// <summary>Returns the last segment of a path with any slashes.</summary>
    public static string NameOf(string path)
    {
        var trimmed = path.TrimEnd('/', Path.DirectorySeparatorChar);
        return trimmed.Substring(trimmed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1);
    }

    /// <summary>Whether a path starts with a drive letter of Windows.</summary>
    public static bool HasDrive(string path) =>
        path.Length >= 2 && path[1] == ':' && char.ToUpperInvariant(path[0]) is >= 'A' and <= 'Z' && (path.Length == 2 || path[2] is '/' or '\\');

    private static string Read(string text, bool isWindows)
    {
        const string local = "localhost/";
        var path = text.StartsWith(local, StringComparison.OrdinalIgnoreCase) ? text.Substring(local.Length - 1) : text;
        if (HasDrive(path.TrimStart('/')))
        {
            path = path.TrimStart('/');
            return isWindows ? path.Replace('/', '\\') : path;
        }

        // Any other path with a name in front is a share on Windows.
        return !isWindows ? path : path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith("\\", StringComparison.Ordinal)
            ? path.Replace('/', '\\')
            : @"\\" + path.Replace('/', '\\');
    }
}
