namespace IkomiaScale;

/// <summary>The kinds of places for an API token.</summary>
public enum TokenSourceKind
{
    /// <summary>A secret of SecretManagement, as <c>vault/name</c>, or only the name for the default vault.</summary>
    Secret,

    /// <summary>An environment variable.</summary>
    Variable,

    /// <summary>The output of a command.</summary>
    Command,

    /// <summary>The protected store of the operating system.</summary>
    Stored,
}
