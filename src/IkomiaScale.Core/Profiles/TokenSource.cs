namespace IkomiaScale;

/// <summary>Where the token of a profile is.</summary>
public sealed class TokenSource
{
    /// <summary>Names a place.</summary>
    /// <param name="kind">What kind of place it is.</param>
    /// <param name="value">Which one; what it means depends on the kind.</param>
    public TokenSource(TokenSourceKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>What kind of place it is.</summary>
    public TokenSourceKind Kind { get; }

    /// <summary>A secret as <c>vault/name</c>, the name of an environment variable, a command, or the store of this system.</summary>
    public string Value { get; }

    /// <summary>Such as <c>Secret vault/name</c>.</summary>
    public override string ToString() => $"{Kind} {Value}";
}
