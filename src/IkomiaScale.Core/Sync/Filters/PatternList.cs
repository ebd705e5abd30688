namespace IkomiaScale.Sync.Filters;

/// <summary>Patterns of one origin; the last that matches decides.</summary>
/// <param name="patterns">The patterns, in their order.</param>
internal sealed class PatternList(IReadOnlyList<GlobPattern> patterns)
{
    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => patterns.Count == 0;

    /// <summary>Those that have matched nothing yet.</summary>
    public IEnumerable<string> Unmatched => patterns.Where(pattern => !pattern.HasMatched).Select(pattern => pattern.Text);

    /// <summary>Reads patterns as they are given by hand: each is one, whatever it begins with.</summary>
    public static PatternList Of(IEnumerable<string> lines, bool ignoreCase) =>
        new(lines.Select(line => GlobPattern.Parse(line, ignoreCase)).OfType<GlobPattern>().ToList());

    /// <summary>Reads the lines of a file: those that begin with <c>#</c> are remarks.</summary>
    public static PatternList OfFile(IEnumerable<string> lines, bool ignoreCase) =>
        Of(lines.Where(line => !line.StartsWith("#", StringComparison.Ordinal)), ignoreCase);

    /// <summary>What the last pattern that matches says; null where none does.</summary>
    /// <param name="path">The path below the root, split at <c>/</c>.</param>
    /// <param name="count">How many of the segments belong to it.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool? Decide(string[] path, int count, bool isFolder)
    {
        bool? decision = null;
        for (var index = patterns.Count - 1; index >= 0; index--)
        {
            // One that has not matched yet is asked even where a later one has decided: whether it is of any use is told.
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
