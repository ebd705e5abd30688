using System.Text;
using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>Remote paths: segments between <c>/</c>, plain text, case-sensitive.</summary>
public static class StoragePath
{
    /// <summary>What a URL can hold, with some room for its other parts.</summary>
    private const int LongestEncoded = 60_000;

    /// <summary>Drops the one leading slash that the service drops too.</summary>
    public static string TrimLeadingSlash(string path) => path.StartsWith("/", StringComparison.Ordinal) ? path.Substring(1) : path;

    /// <summary>The last segment.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>All but the last segment, without the slash; empty at the top.</summary>
    public static string DirectoryOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path.Substring(0, slash) : string.Empty;

    /// <summary>Whether the path is the directory's own or below it. <c>dir2/x</c> is not below <c>dir</c>.</summary>
    /// <param name="directory">The directory, with or without its final slash; empty for the whole project.</param>
    /// <param name="path">The path.</param>
    public static bool IsInside(string directory, string path)
    {
        var bare = directory.TrimEnd('/');
        return bare.Length == 0
            || string.Equals(path, bare, StringComparison.Ordinal)
            || (path.Length > bare.Length && path[bare.Length] == '/' && path.StartsWith(bare, StringComparison.Ordinal));
    }

    /// <summary>The path below a directory; the name where it is the directory's own or not inside.</summary>
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

    /// <summary>
    /// The path in the form that the service gets: leading slash dropped, checked.
    /// </summary>
    /// <param name="path">The path of an object.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.InvalidPath"/>: empty, a double or final slash, a <c>.</c> or <c>..</c> segment, a control
    /// character, text that is not well-formed Unicode, or too long.
    /// </exception>
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
            throw Invalid(path, "is not well-formed Unicode");
        }

        if (bare.Length > LongestEncoded || Encode(bare).Length > LongestEncoded)
        {
            throw Invalid(path, "is too long");
        }

        return bare;
    }

    /// <summary>The directory in the form that listings use: checked like a path, a final slash dropped, empty allowed.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>.</exception>
    public static string NormalizeDirectory(string directory)
    {
        var bare = TrimLeadingSlash(directory);
        if (bare.Length > 1 && bare.EndsWith("/", StringComparison.Ordinal))
        {
            bare = bare.Substring(0, bare.Length - 1);
        }

        return bare.Length == 0 ? string.Empty : Normalize(bare);
    }

    /// <summary>Each segment percent-encoded on its own, as PROTOCOL 3 has it.</summary>
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
        new(ScaleErrorId.InvalidPath, $"The storage path '{Printable.OneLine(path, 300)}' {why}. Name an object like 'folder/name.ext'.")
        {
            Target = path,
        };
}
