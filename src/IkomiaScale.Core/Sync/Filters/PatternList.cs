namespace IkomiaScale.Sync.Filters;

/// <summary>Patterns of one source. The last match decides.</summary>
/// <param name="patterns">The patterns, in their order.</param>
internal sealed class PatternList(IReadOnlyList<GlobPattern> patterns)
{
    public bool IsEmpty => patterns.Count == 0;

    /// <summary>The patterns that have not matched anything.</summary>
    public IEnumerable<string> Unmatched => patterns.Where(pattern => !pattern.HasMatched).Select(pattern => pattern.Text);

    /// <summary>Parses patterns from a parameter. A pattern may start with <c>#</c>.</summary>
    public static PatternList Of(IEnumerable<string> lines, bool ignoreCase) =>
        new(lines.Select(line => GlobPattern.Parse(line, ignoreCase)).OfType<GlobPattern>().ToList());

    /// <summary>Parses the lines of a file. Lines that start with <c>#</c> are comments.</summary>
    public static PatternList OfFile(IEnumerable<string> lines, bool ignoreCase) =>
        Of(lines.Where(line => !line.StartsWith("#", StringComparison.Ordinal)), ignoreCase);

    /// <summary>Returns the decision of the last pattern that matches; null for no match.</summary>
    /// <param name="path">The path below the root, split at <c>/</c>.</param>
    /// <param name="count">The number of segments to compare.</param>
    /// <param name="isFolder">Whether the path is a folder.</param>
    public bool? Decide(string[] path, int count, bool isFolder)
    {
        bool? decision = null;
        for (var index = patterns.Count - 1; index >= 0; index--)
        {
            // Patterns without a match are compared even after the decision, because unused patterns are reported.
            var pattern = patterns[index];
            if ((decision is null || !pattern.HasMatched) && pattern.Matches(path, count, isFolder))
            {
                pattern.HasMatched = true;
                decision ??= !pattern.IsNegated;
            }
        }

        return decision;
    }
}
