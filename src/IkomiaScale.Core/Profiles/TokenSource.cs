namespace IkomiaScale;

/// <summary>The place of the API token of a profile.</summary>
public sealed class TokenSource
{
    /// <summary>Creates a token source.</summary>
    /// <param name="kind">The kind of place.</param>
    /// <param name="value">The place; its meaning depends on the kind.</param>
    public TokenSource(TokenSourceKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>The kind of place.</summary>
    public TokenSourceKind Kind { get; }

    /// <summary>
    /// A secret as <c>vault/name</c>, the name of an environment variable, a command, or the name of the store of the system.
    /// </summary>
    public string Value { get; }

    /// <summary>Returns a text such as <c>Secret vault/name</c>.</summary>
    public override string ToString() => $"{Kind} {Value}";
}
