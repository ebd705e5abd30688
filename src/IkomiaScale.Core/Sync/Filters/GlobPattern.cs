namespace IkomiaScale.Sync.Filters;

/// <summary>
/// A pattern with the rules of .gitignore: <c>*</c>, <c>?</c> and <c>[a-z]</c> match within a segment, and <c>**</c> matches
/// any number of segments. A slash at the start or in the middle anchors the pattern at the root, a slash at the end matches
/// only folders, and <c>!</c> reverses an earlier pattern.
/// </summary>
internal sealed class GlobPattern
{
    private const string AnyFolders = "**";

    private readonly string[] _segments;
    private readonly bool _isForFolders;
    private readonly StringComparison _comparison;

    private GlobPattern(string text, string[] segments, bool isNegated, bool isForFolders, bool ignoreCase)
    {
        Text = text;
        _segments = segments;
        IsNegated = isNegated;
        _isForFolders = isForFolders;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    /// <summary>The pattern as text.</summary>
    public string Text { get; }

    /// <summary>Whether it reverses an earlier pattern.</summary>
    public bool IsNegated { get; }

    /// <summary>Whether it has matched anything.</summary>
    public bool HasMatched { get; set; }

    /// <summary>Parses a line; null for an empty one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="ignoreCase">Whether to ignore case.</param>
    public static GlobPattern? Parse(string line, bool ignoreCase)
    {
        var body = TrimEnd(line);
        var isNegated = body.StartsWith("!", StringComparison.Ordinal);
        body = isNegated ? body.Substring(1) : body;
        var isForFolders = body.EndsWith("/", StringComparison.Ordinal);
        body = isForFolders ? body.TrimEnd('/') : body;
        if (body.Length == 0)
        {
            return null;
        }

        var isAnchored = body.IndexOf('/') >= 0;
        var segments = body.TrimStart('/').Split('/');
        return new GlobPattern(line, isAnchored ? segments : [AnyFolders, .. segments], isNegated, isForFolders, ignoreCase);
    }

    /// <summary>Whether it matches the path itself. The caller handles what is below a matching folder.</summary>
    /// <param name="path">The path below the root, split at <c>/</c>.</param>
    /// <param name="count">The number of segments to compare.</param>
    /// <param name="isFolder">Whether the path is a folder.</param>
    public bool Matches(string[] path, int count, bool isFolder) => (isFolder || !_isForFolders) && Matches(0, path, 0, count);

    private bool Matches(int segment, string[] path, int at, int count)
    {
        for (; segment < _segments.Length; segment++, at++)
        {
            if (_segments[segment] == AnyFolders)
            {
                return MatchesAnyFolders(segment + 1, path, at, count);
            }

            if (at >= count || !GlobSegment.Matches(_segments[segment], path[at], _comparison))
            {
                return false;
            }
        }

        return at == count;
    }

    // At the end it stands for everything below, which is at least one segment; elsewhere for any number of segments.
    private bool MatchesAnyFolders(int segment, string[] path, int at, int count)
    {
        if (segment == _segments.Length)
        {
            return at < count;
        }

        for (var from = at; from < count; from++)
        {
            if (Matches(segment, path, from, count))
            {
                return true;
            }
        }

        return false;
    }

    // Trailing spaces are ignored unless a backslash escapes them.
    private static string TrimEnd(string line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] is (' ' or '\t' or '\r') && !(end > 1 && line[end - 2] == '\\'))
        {
            end--;
        }

        return line.Substring(0, end);
    }
}
