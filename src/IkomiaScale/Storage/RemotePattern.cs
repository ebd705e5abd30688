using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>
/// A remote path with wildcards. As in a file system, <c>*</c> and <c>?</c> stay within a segment; <c>**</c> stands for any
/// number of segments. Names are case-sensitive, as the service has them.
/// </summary>
internal sealed class RemotePattern
{
    private readonly WildcardPattern?[] _segments;

    private RemotePattern(string directory, WildcardPattern?[] segments)
    {
        Directory = directory;
        _segments = segments;
    }

    /// <summary>The longest literal directory: what the server is asked for.</summary>
    public string Directory { get; }

    /// <summary>Whether the text has wildcards that are not escaped.</summary>
    public static bool HasWildcards(string path) => WildcardPattern.ContainsWildcardCharacters(path);

    /// <summary>The name that an escaped text without wildcards stands for.</summary>
    public static string Unescape(string path) => WildcardPattern.Unescape(path);

    /// <summary>Reads a path with wildcards.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: a bracket is not closed.</exception>
    public static RemotePattern Parse(string path)
    {
        var segments = StoragePath.TrimLeadingSlash(path).TrimEnd('/').Split('/');
        var literal = segments.TakeWhile(segment => !HasWildcards(segment)).Select(Unescape).ToList();
        var patterns = segments.Skip(literal.Count)
            .Select(segment => segment == "**" ? null : ParseSegment(segment, path))
            .ToArray();
        return new RemotePattern(string.Join("/", literal), patterns);
    }

    /// <summary>Whether an object's path matches.</summary>
    /// <param name="path">The full path, inside <see cref="Directory"/>.</param>
    /// <param name="below">Whether objects below a matching directory match too.</param>
    public bool IsMatch(string path, bool below)
    {
        if (Directory.Length > 0 && path.Length <= Directory.Length + 1)
        {
            return false;
        }

        var names = (Directory.Length == 0 ? path : path.Substring(Directory.Length + 1)).Split('/');
        return IsMatch(0, names, 0, below);
    }

    // A pattern is read when it is first used, and what is wrong with it shows only then.
    private static WildcardPattern ParseSegment(string segment, string path)
    {
        try
        {
            var pattern = WildcardPattern.Get(segment, WildcardOptions.CultureInvariant);
            pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException exception)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidPath, $"'{path}' is not a usable pattern. Use -LiteralPath for a name with brackets.", exception) { Target = path };
        }
    }

    private bool IsMatch(int segment, string[] names, int name, bool below)
    {
        if (segment == _segments.Length)
        {
            return name == names.Length || below;
        }

        if (_segments[segment] is { } pattern)
        {
            return name < names.Length && pattern.IsMatch(names[name]) && IsMatch(segment + 1, names, name + 1, below);
        }

        // '**' at the end takes all that is left; elsewhere it tries every length.
        if (segment + 1 == _segments.Length)
        {
            return name < names.Length;
        }

        return Enumerable.Range(name, names.Length - name).Any(next => IsMatch(segment + 1, names, next, below));
    }
}
