using System.Text;
using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>Paths in the storage: case-sensitive plain text with segments between <c>/</c>.</summary>
public static class StoragePath
{
    /// <summary>The longest encoded path in characters, so that it fits into a URL.</summary>
    private const int LongestEncoded = 60_000;

    /// <summary>Drops one leading slash, as the service does.</summary>
    public static string TrimLeadingSlash(string path) => path.StartsWith("/", StringComparison.Ordinal) ? path.Substring(1) : path;

    /// <summary>Returns the last segment.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>Returns the path without its last segment and slash; empty at the top level.</summary>
    public static string DirectoryOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path.Substring(0, slash) : string.Empty;

    /// <summary>Whether the path is the directory or is below it. <c>dir2/x</c> is not below <c>dir</c>.</summary>
    /// <param name="directory">The directory, with or without its final slash; empty for the whole project.</param>
    /// <param name="path">The path.</param>
    public static bool IsInside(string directory, string path)
    {
        var bare = directory.TrimEnd('/');
        return bare.Length == 0
            || string.Equals(path, bare, StringComparison.Ordinal)
            || (path.Length > bare.Length && path[bare.Length] == '/' && path.StartsWith(bare, StringComparison.Ordinal));
    }

    /// <summary>Returns the path below a directory; the name if the path is the directory or is not below it.</summary>
    public static string RelativeTo(string directory, string path)
    {
        var bare = directory.TrimEnd('/');
        if (bare.Length == 0)
        {
            return path;
        }

        return IsInside(bare, path) && path.Length > bare.Length + 1 ? path.Substring(bare.Length + 1) : NameOf(path);
    }

    /// <summary>Joins a directory and a path below it.</summary>
    public static string Join(string directory, string relative) =>
        directory.TrimEnd('/') is { Length: > 0 } bare ? bare + "/" + relative : relative;

    /// <summary>Checks a path and drops its leading slash.</summary>
    /// <param name="path">The path of an object.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: the path is empty or too long, or has a
    /// double or final slash, a segment <c>.</c> or <c>..</c>, a control character, or invalid Unicode.</exception>
    public static string Normalize(string path)
    {
        var bare = TrimLeadingSlash(path);
        if (bare.Length == 0)
        {
            throw Invalid(path, "is empty");
        }

        foreach (var segment in bare.Split('/'))
        {
            switch (segment)
            {
                case "":
                    throw Invalid(path, "has a double or final slash");
                case "." or "..":
                    throw Invalid(path, "has a segment '.' or '..'");
            }
        }

        if (bare.Any(char.IsControl))
        {
            throw Invalid(path, "has a control character");
        }

        if (!IsWellFormed(bare))
        {
            throw Invalid(path, "is not valid Unicode");
        }

        if (bare.Length > LongestEncoded || Encode(bare).Length > LongestEncoded)
        {
            throw Invalid(path, "is too long");
        }

        return bare;
    }

    /// <summary>Checks a directory for a listing, and drops its leading and final slash. It may be empty.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: see <see cref="Normalize"/>.</exception>
    public static string NormalizeDirectory(string directory)
    {
        var bare = TrimLeadingSlash(directory);
        if (bare.Length > 1 && bare.EndsWith("/", StringComparison.Ordinal))
        {
            bare = bare.Substring(0, bare.Length - 1);
        }

        return bare.Length == 0 ? string.Empty : Normalize(bare);
    }

    /// <summary>Percent-encodes each segment (docs/protocol.md, section 3).</summary>
    internal static string Encode(string path) => string.Join("/", path.Split('/').Select(Uri.EscapeDataString));

    private static bool IsWellFormed(string text)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static ScaleException Invalid(string path, string why) =>
        new(ScaleErrorId.InvalidPath, $"The storage path '{Printable.OneLine(path, 300)}' cannot be used: it {why}. Use a path such as 'directory/name.ext'.")
        {
            Target = path,
        };
}
