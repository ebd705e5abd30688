namespace IkomiaScale.Administration;

/// <summary>
/// Where a workflow's file says that something is: <c>file:///home/me/plugin</c>, <c>file:///C:/plugin</c>, and what older clients on Windows
/// wrote, <c>file://C:\plugin/sub</c>.
/// </summary>
internal static class PluginPath
{
    private const string Scheme = "file://";

    /// <summary>Whether an address is one of a file.</summary>
    public static bool IsFile(string url) => url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The paths that an address may stand for on this machine, the most likely first: as it is written, and with <c>%20</c> and the like read.</summary>
    public static IEnumerable<string> Candidates(string url, bool isWindows)
    {
        var text = url.Substring(Scheme.Length);
        var decoded = Uri.UnescapeDataString(text);
        return (decoded == text ? new[] { text } : [text, decoded]).Select(path => Read(path, isWindows));
    }

    /// <summary>The last part of a path, whichever slashes it has.</summary>
    public static string NameOf(string path)
    {
        var trimmed = path.TrimEnd('/', Path.DirectorySeparatorChar);
        return trimmed.Substring(trimmed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1);
    }

    /// <summary>Whether a path is one of Windows: with a drive's letter.</summary>
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

        // Anything else on Windows with a name in front is a share.
        return !isWindows ? path : path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith("\\", StringComparison.Ordinal)
            ? path.Replace('/', '\\')
            : @"\\" + path.Replace('/', '\\');
    }
}
