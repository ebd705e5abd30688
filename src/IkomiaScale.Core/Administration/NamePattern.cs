using IkomiaScale.Storage;

namespace IkomiaScale.Administration;

/// <summary>Names of things on the platform, with PowerShell's wildcards. Case-sensitive, as paths of stored objects are.</summary>
public sealed class NamePattern
{
    private readonly WildcardSegment? _wildcards;

    private NamePattern(string? exact, WildcardSegment? wildcards)
    {
        Exact = exact;
        _wildcards = wildcards;
    }

    /// <summary>Everything.</summary>
    public static NamePattern Any { get; } = new(null, WildcardSegment.Parse("*"));

    /// <summary>The one name that is meant; null where it is a pattern.</summary>
    public string? Exact { get; }

    /// <summary>Whether any name matches.</summary>
    public bool IsEverything => _wildcards is { MatchesAnyName: true };

    /// <summary>One name, whatever is in it.</summary>
    public static NamePattern Literal(string name) => new(name, null);

    /// <summary>Reads a pattern; null is everything.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a bracket is not closed.</exception>
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
                ScaleErrorId.InvalidInput, $"The pattern '{text}' cannot be read: {exception.Message} Put a backtick before a bracket that is part of the name.", exception)
            {
                Target = text,
            };
        }
    }

    /// <summary>Whether a name matches.</summary>
    public bool IsMatch(string name) => Exact is { } exact ? string.Equals(name, exact, StringComparison.Ordinal) : _wildcards!.IsMatch(name);

    /// <summary>The name with whatever a pattern would read differently escaped.</summary>
    public static string Escape(string name) => RemotePattern.Escape(name);
}
