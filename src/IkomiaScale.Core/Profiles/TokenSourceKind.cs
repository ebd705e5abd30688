namespace IkomiaScale;

/// <summary>The kinds of places for a token.</summary>
public enum TokenSourceKind
{
    /// <summary>A secret of PowerShell's SecretManagement, as <c>vault/name</c>, or a name alone for the default vault.</summary>
    Secret,

    /// <summary>An environment variable.</summary>
    Variable,

    /// <summary>What a command prints.</summary>
    Command,

    /// <summary>The protected store of the operating system.</summary>
    Stored,
}
