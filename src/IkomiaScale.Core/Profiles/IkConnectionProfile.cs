namespace IkomiaScale;

/// <summary>
/// A connection under a name: where it leads, on which way, and where its token is. It never has the token itself.
/// </summary>
public sealed class IkConnectionProfile
{
    /// <summary>No names of deployments.</summary>
    internal static readonly IReadOnlyDictionary<string, Uri> NoDeployments = new Dictionary<string, Uri>();

    /// <summary>The name that it is saved under.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The deployment that is used unless another is named; null where the profile is of the account alone.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The platform's URL; null for the public one.</summary>
    public Uri? ScaleUrl { get; init; }

    /// <summary>The storage's URL; null for the public one.</summary>
    public Uri? StorageUrl { get; init; }

    /// <summary>The URLs of deployments by the names that <c>-Deployment</c> takes.</summary>
    public IReadOnlyDictionary<string, Uri> Deployments { get; init; } = NoDeployments;

    /// <summary>Where its token is; null for the environment's <c>IKOMIA_TOKEN</c>.</summary>
    public TokenSource? TokenSource { get; init; }

    /// <summary>The longest time in seconds in which nothing moves on the wire; null for the usual 100.</summary>
    public int? TimeoutSec { get; init; }

    /// <summary>Whether http to another machine is allowed.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>The proxy; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user that the proxy is told; the password is stored with the token. Null for none.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>Whether the proxy gets the credentials of the account that this runs under.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Whether no proxy is used, not the system's either.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The file with the certificates of further authorities; null for none.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The client certificate: a file, or the thumbprint of one in the system's store. Null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The names of its deployments in one line, for a view.</summary>
    public string FormatDeployments() => string.Join(", ", Deployments.Keys.OrderBy(key => key, StringComparer.OrdinalIgnoreCase));

    /// <summary>Where its token is, for a view.</summary>
    public string FormatTokenSource() => TokenSource?.ToString() ?? "Variable IKOMIA_TOKEN";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Its own text in the file, to see whether it has changed since.</summary>
    internal string? Text { get; init; }
}
