using System.Text;

namespace IkomiaScale.Storage;

/// <summary>
/// A path in the storage with wildcards. <c>*</c> and <c>?</c> stay within a segment, as in a file system; <c>**</c> stands
/// for any number of segments. Names are case-sensitive. Matching takes at most as many steps as the product of the numbers
/// of segments, however many <c>**</c> there are.
/// </summary>
public sealed class RemotePattern
{
    private const string Wildcards = "*?[]";
    private const char EscapeCharacter = '`';

    // Null stands for any number of segments.
    private readonly List<WildcardSegment?> _segments;

    private RemotePattern(string directory, List<WildcardSegment?> segments)
    {
        Directory = directory;
        _segments = segments;
    }

    /// <summary>The longest literal directory, which the service lists.</summary>
    public string Directory { get; }

    /// <summary>
    /// Whether every path matches, at the top level or with directories standing for everything below them: <c>*</c>,
    /// <c>?*</c>, <c>**</c>, <c>**/*</c> and all patterns with the same meaning.
    /// </summary>
    public bool MatchesEverything => Directory.Length == 0 && _segments.All(segment => segment is null || segment.MatchesAnyName)
        && _segments.Count(segment => segment is not null) <= 1;

    /// <summary>Whether a text has wildcards that are not escaped.</summary>
    public static bool HasWildcards(string path)
    {
        for (var index = 0; index < path.Length; index++)
        {
            if (path[index] == EscapeCharacter)
            {
                index++;
            }
            else if (Wildcards.IndexOf(path[index]) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the name for an escaped text without wildcards: removes each backtick before a wildcard or another backtick.
    /// </summary>
    public static string Unescape(string path)
    {
        var name = new StringBuilder(path.Length);
        for (var index = 0; index < path.Length; index++)
        {
            var isEscape = path[index] == EscapeCharacter && index + 1 < path.Length
                && (path[index + 1] == EscapeCharacter || Wildcards.IndexOf(path[index + 1]) >= 0);
            name.Append(path[isEscape ? ++index : index]);
        }

        return name.ToString();
    }

    /// <summary>Returns the pattern that matches only this name.</summary>
    public static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (character == EscapeCharacter || Wildcards.IndexOf(character) >= 0)
            {
                text.Append(EscapeCharacter);
            }

            text.Append(character);
        }

        return text.ToString();
    }

    /// <summary>Parses a path with wildcards.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: a bracket is not closed, or a range is
    /// reversed.</exception>
    public static RemotePattern Parse(string path)
    {
        var texts = StoragePath.TrimLeadingSlash(path).TrimEnd('/').Split('/');
        var literal = texts.TakeWhile(segment => !HasWildcards(segment)).Select(Unescape).ToList();
        var segments = new List<WildcardSegment?>();
        foreach (var text in texts.Skip(literal.Count))
        {
            segments.Add(text == "**" ? null : ParseSegment(text, path));
        }

        // A final '**' stands for at least one segment.
        if (segments.Count > 0 && segments[segments.Count - 1] is null)
        {
            segments.Add(WildcardSegment.Parse("*"));
        }

        return new RemotePattern(string.Join("/", literal), segments);
    }

    /// <summary>Whether the path of an object matches.</summary>
    /// <param name="path">The full path, inside <see cref="Directory"/>.</param>
    /// <param name="below">Whether objects below a matching directory match too.</param>
    public bool IsMatch(string path, bool below)
    {
        if (Directory.Length > 0 && path.Length <= Directory.Length + 1)
        {
            return false;
        }

        var names = (Directory.Length == 0 ? path : path.Substring(Directory.Length + 1)).Split('/');
        int segment = 0, name = 0, lastAny = -1, retryAt = 0;
        while (name < names.Length)
        {
            if (segment == _segments.Count && below)
            {
                return true;
            }

            if (segment < _segments.Count && _segments[segment] is null)
            {
                lastAny = segment++;
                retryAt = name;
            }
            else if (segment < _segments.Count && _segments[segment]!.IsMatch(names[name]))
            {
                segment++;
                name++;
            }
            else if (lastAny >= 0)
            {
                // Only the last '**' needs another try: those before it took as little as possible.
                segment = lastAny + 1;
                name = ++retryAt;
            }
            else
            {
                return false;
            }
        }

        return _segments.Skip(segment).All(left => left is null);
    }

    private static WildcardSegment ParseSegment(string segment, string path)
    {
        try
        {
            return WildcardSegment.Parse(segment);
        }
        catch (FormatException exception)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidPath, $"The pattern '{path}' cannot be used. {exception.Message} For a name with brackets, use -LiteralPath.", exception) { Target = path };
        }
    }
}
