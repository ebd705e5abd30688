using IkomiaScale.Storage;

namespace IkomiaScale.Administration;

/// <summary>A pattern for names on the platform, with the wildcards of PowerShell. Case-sensitive, like paths in the storage.</summary>
public sealed class NamePattern
{
    private readonly WildcardSegment? _wildcards;

    private NamePattern(string? exact, WildcardSegment? wildcards)
    {
        Exact = exact;
        _wildcards = wildcards;
    }

    /// <summary>The pattern for everything.</summary>
    public static NamePattern Any { get; } = new(null, WildcardSegment.Parse("*"));

    /// <summary>The only name that matches; null for a pattern with wildcards.</summary>
    public string? Exact { get; }

    /// <summary>Whether every name matches.</summary>
    public bool IsEverything => _wildcards is { MatchesAnyName: true };

    /// <summary>Returns the pattern for one name.</summary>
    public static NamePattern Literal(string name) => new(name, null);

    /// <summary>Parses a pattern; null stands for everything.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a bracket is not closed, or a range is
    /// reversed.</exception>
    public static NamePattern Parse(string? text)
    {
        if (text is null)
        {
            return Any;
        }

        if (!RemotePattern.HasWildcards(text))
        {
            return Literal(RemotePattern.Unescape(text));
        }

        try
        {
            return new NamePattern(null, WildcardSegment.Parse(text));
        }
        catch (FormatException exception)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, $"The pattern '{text}' cannot be used. {exception.Message} Put a backtick before a bracket that is a part of the name.", exception)
            {
                Target = text,
            };
        }
    }

    /// <summary>Whether a name matches.</summary>
    public bool IsMatch(string name) => Exact is { } exact ? string.Equals(name, exact, StringComparison.Ordinal) : _wildcards!.IsMatch(name);

    /// <summary>Returns the pattern that matches only this name.</summary>
    public static string Escape(string name) => RemotePattern.Escape(name);
}
