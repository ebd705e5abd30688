namespace IkomiaScale.Errors;

/// <summary>Suggests existing names in the errors for names that do not exist.</summary>
internal static class Suggestion
{
    // Keeps the cost of an error small, whatever the number and length of the names.
    private const int MostNames = 10_000;
    private const int LongestName = 200;

    /// <summary>Returns a sentence with the most similar name, with a space before it; empty if no name is similar.</summary>
    /// <param name="name">The name that does not exist.</param>
    /// <param name="existing">The names that exist.</param>
    public static string For(string name, IEnumerable<string> existing) =>
        Nearest(name, existing) is { } nearest ? $" Did you mean '{Printable.OneLine(nearest, LongestName)}'?" : string.Empty;

    /// <summary>Returns the most similar name; null if no name is similar.</summary>
    public static string? Nearest(string name, IEnumerable<string> existing)
    {
        var wanted = name.ToUpperInvariant();

        // One letter in three may differ: enough for a slip, not enough for another word.
        var (nearest, least) = ((string?)null, Math.Max(1, wanted.Length / 3) + 1);
        if (wanted.Length is 0 or > LongestName)
        {
            return null;
        }

        foreach (var candidate in existing.Take(MostNames).Where(candidate => Math.Abs(candidate.Length - wanted.Length) < least))
        {
            var distance = candidate == name ? least : Distance(wanted, candidate.ToUpperInvariant());
            (nearest, least) = distance < least ? (candidate, distance) : (nearest, least);
        }

        return nearest;
    }

    // The number of letters to insert, delete, replace, or swap with the next one (optimal string alignment).
    private static int Distance(string one, string other)
    {
        var (before, last, current) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var column = 0; column <= other.Length; column++)
        {
            last[column] = column;
        }

        for (var row = 1; row <= one.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var isSame = one[row - 1] == other[column - 1];
                current[column] = Math.Min(Math.Min(last[column], current[column - 1]) + 1, last[column - 1] + (isSame ? 0 : 1));
                if (row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1])
                {
                    current[column] = Math.Min(current[column], before[column - 2] + 1);
                }
            }

            (before, last, current) = (last, current, before);
        }

        return last[other.Length];
    }
}
