namespace IkomiaScale.Sync.Filters;

/// <summary>Compares one segment of a pattern with one of a path. It takes at most as many steps as the product of both lengths.</summary>
internal static class GlobSegment
{
    public static bool Matches(string pattern, string name, StringComparison comparison)
    {
        var at = 0;
        var to = 0;
        var star = -1;
        var starTo = 0;
        while (to < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                starTo = to;
            }
            else if (at < pattern.Length && MatchOne(pattern, at, name[to], comparison) is var next and > 0)
            {
                at = next;
                to++;
            }
            else if (star >= 0)
            {
                // The star matches one more character.
                at = star + 1;
                to = ++starTo;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == '*')
        {
            at++;
        }

        return at == pattern.Length;
    }

    // Returns the index after the part of the pattern that matches the character; 0 if it does not match.
    private static int MatchOne(string pattern, int at, char character, StringComparison comparison)
    {
        switch (pattern[at])
        {
            case '?':
                return at + 1;
            case '[':
                return MatchSet(pattern, at + 1, character, comparison);
            case '\\' when at + 1 < pattern.Length:
                return AreSame(pattern[at + 1], character, comparison) ? at + 2 : 0;
            default:
                return AreSame(pattern[at], character, comparison) ? at + 1 : 0;
        }
    }

    private static int MatchSet(string pattern, int at, char character, StringComparison comparison)
    {
        var isNegated = at < pattern.Length && pattern[at] is ('!' or '^');
        at += isNegated ? 1 : 0;
        var isIn = false;

        // A bracket at the start is a member of the set.
        for (var first = at; at < pattern.Length && (pattern[at] != ']' || at == first); at++)
        {
            if (pattern[at] == '[' && ClassEnd(pattern, at) is var end and > 0)
            {
                isIn |= IsOf(pattern.Substring(at + 2, end - at - 2), character);
                at = end + 1;
                continue;
            }

            at += pattern[at] == '\\' && at + 1 < pattern.Length ? 1 : 0;
            var low = pattern[at];
            var high = low;
            if (at + 2 < pattern.Length && pattern[at + 1] == '-' && pattern[at + 2] != ']')
            {
                at += pattern[at + 2] == '\\' && at + 3 < pattern.Length ? 3 : 2;
                high = pattern[at];
            }

            isIn |= IsBetween(low, high, character)
                || (comparison == StringComparison.OrdinalIgnoreCase
                    && (IsBetween(low, high, char.ToUpperInvariant(character)) || IsBetween(low, high, char.ToLowerInvariant(character))));
        }

        // A set without an end matches nothing.
        return at < pattern.Length && isIn != isNegated ? at + 1 : 0;
    }

    private static int ClassEnd(string pattern, int at) => at + 1 < pattern.Length && pattern[at + 1] == ':' ? pattern.IndexOf(":]", at + 2, StringComparison.Ordinal) : -1;

    private static bool IsOf(string name, char character) => name switch
    {
        "alpha" => char.IsLetter(character),
        "digit" => character is >= '0' and <= '9',
        "alnum" => char.IsLetter(character) || character is >= '0' and <= '9',
        "upper" => char.IsUpper(character),
        "lower" => char.IsLower(character),
        "space" => char.IsWhiteSpace(character),
        "punct" => char.IsPunctuation(character) || char.IsSymbol(character),
        "xdigit" => Uri.IsHexDigit(character),
        _ => false,
    };

    private static bool IsBetween(char low, char high, char character) => low <= character && character <= high;

    private static bool AreSame(char one, char other, StringComparison comparison) =>
        one == other || (comparison == StringComparison.OrdinalIgnoreCase && char.ToUpperInvariant(one) == char.ToUpperInvariant(other));
}
