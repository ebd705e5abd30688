namespace IkomiaScale.Sync.Filters;

/// <summary>
/// One line as .gitignore has them: <c>*</c>, <c>?</c> and <c>[a-z]</c> within a segment, <c>**</c> for any number of segments,
/// a slash at the beginning or in the middle to mean the root and not any folder, one at the end to mean folders only, and
/// <c>!</c> to take back what a line before it has said.
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

    /// <summary>The line as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it takes back what a line before it has said.</summary>
    public bool IsNegated { get; }

    /// <summary>Whether it has matched anything yet.</summary>
    public bool HasMatched { get; set; }

    /// <summary>Reads a line; null for one that says nothing.</summary>
    /// <param name="line">The line.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
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

    /// <summary>Whether it matches a path itself; what lies below a folder that matches is for the caller to know.</summary>
    /// <param name="path">The path below the root, split at <c>/</c>.</param>
    /// <param name="count">How many of the segments belong to it.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
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

    // At the end it stands for all that is inside, which is at least one segment; elsewhere for any number, none included.
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

    // Blanks at the end do not count, unless a backslash says so.
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
