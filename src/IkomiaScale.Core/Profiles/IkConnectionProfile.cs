namespace IkomiaScale;

/// <summary>
/// A connection that is saved under a name: its URLs, its network settings, and the place of its API token. It never contains
/// the token.
/// </summary>
public sealed class IkConnectionProfile
{
    internal static readonly IReadOnlyDictionary<string, Uri> NoDeployments = new Dictionary<string, Uri>();

    /// <summary>The name of the profile.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The URL of the deployment that is used if no other is named; null for a profile of the account only.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The URL of the platform; null for the public one.</summary>
    public Uri? ScaleUrl { get; init; }

    /// <summary>The URL of the storage; null for the public one.</summary>
    public Uri? StorageUrl { get; init; }

    /// <summary>The URLs of deployments, by the names for <c>-Deployment</c>.</summary>
    public IReadOnlyDictionary<string, Uri> Deployments { get; init; } = NoDeployments;

    /// <summary>The place of the API token; null for the environment variable <c>IKOMIA_TOKEN</c>.</summary>
    public TokenSource? TokenSource { get; init; }

    /// <summary>The inactivity limit in seconds, from 1 to 86400; null for 100.</summary>
    public int? TimeoutSec { get; init; }

    /// <summary>Whether <c>http</c> to another machine is allowed.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>The URL of the proxy; null for the proxy of the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name for the proxy; null for none. The password is stored with the API token.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>Whether the proxy gets the credentials of the current account.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Whether no proxy is used, not even the one of the system.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The path of a file with certificates of additional authorities; null for none.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>
    /// The client certificate: the path of a file, or a thumbprint in the certificate store of the system; null for none.
    /// </summary>
    public string? Certificate { get; init; }

    /// <summary>The names of the deployments on one line, for a view.</summary>
    public string FormatDeployments() => string.Join(", ", Deployments.Keys.OrderBy(key => key, StringComparer.OrdinalIgnoreCase));

    /// <summary>The place of the API token, for a view.</summary>
    public string FormatTokenSource() => TokenSource?.ToString() ?? "Variable IKOMIA_TOKEN";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The JSON of the profile in the file, to see whether it has changed since.</summary>
    internal string? Text { get; init; }
}
