using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using IkomiaScale.Connections;
using IkomiaScale.Profiles;
using IkomiaScale.Storage;

namespace IkomiaScale.Abstractions;

/// <summary>A cmdlet that is told how to connect: the parameters that all of these share.</summary>
public abstract class ConnectionCmdlet : CancellableCmdlet
{
    /// <summary>The platform's URL; default <c>IKOMIA_URL</c>, else the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ScaleUrl { get; set; }

    /// <summary>The storage's URL; default <c>IKOMIA_SCALEFS_URL</c>, else the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? StorageUrl { get; set; }

    /// <summary>The longest time in seconds in which nothing moves on the wire; not a limit on a whole transfer.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>Allows http to a host that is not this machine.</summary>
    [Parameter]
    public SwitchParameter AllowInsecure { get; set; }

    /// <summary>The proxy for all requests, such as <c>http://proxy.example:3128</c>; default the system's.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>User and password for the proxy, also for the system's. They are sent only when it asks for them.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Lets the proxy have the credentials of the account that PowerShell runs under.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy, not the system's either.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>A file with the certificates of authorities to trust beside the system's own, in PEM or DER.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// The client certificate for a gateway that asks for one: a certificate with its private key, a PFX or PEM file, or the thumbprint of one in
    /// the system's store.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Certificate { get; set; }

    /// <summary>Fetches the tokens of profiles.</summary>
    private protected TokenReader Tokens => new(this, StopToken);

    /// <summary>The values that were given.</summary>
    private protected ConnectionValues Given(
        Uri? endpoint, SecureString? token, IReadOnlyDictionary<string, Uri>? deployments = null, TokenSource? source = null)
    {
        // Before a profile's values are put below: what contradicts itself would be settled in silence.
        var credential = ProxyCredential?.GetNetworkCredential();
        new NetworkOptions { Proxy = Proxy, ProxyCredential = credential, ProxyUseDefaultCredentials = ProxyUseDefaultCredentials, NoProxy = NoProxy }.Validate();
        var certificate = Certificate is PSObject wrapped ? wrapped.BaseObject : Certificate;
        return new ConnectionValues
        {
            Token = token,
            ProxyCredential = credential,
            Certificate = certificate as X509Certificate2,
            Profile = new IkConnectionProfile
            {
                Endpoint = endpoint,
                ScaleUrl = ScaleUrl,
                StorageUrl = StorageUrl,
                Deployments = deployments ?? IkConnectionProfile.NoDeployments,
                TokenSource = source,
                TimeoutSec = MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)) ? TimeoutSec : null,
                AllowInsecure = AllowInsecure,
                Proxy = Proxy,
                ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
                NoProxy = NoProxy,
                CertificateAuthority = CertificateAuthority is null ? null : ProviderPaths.Literal(this, CertificateAuthority),
                Certificate = Reference(certificate),
            },
        };
    }

    /// <summary>The settings for given values, over those of a profile where one is named.</summary>
    private protected ConnectionSettings Settings(string? profile, ConnectionValues given) =>
        profile is null ? ConnectionSettings.Create(given) : ConnectionSettings.Create(given, ProfileStore.OfUser().Find(profile), Tokens);

    /// <summary>
    /// The profile that is meant: the one named; or by a first argument that is no absolute URL; or, where none of the two is given, by the
    /// environment. Null for none.
    /// </summary>
    private protected static string? ProfileOf(string? name, Uri? endpoint) => (name, endpoint) switch
    {
        ({ } given, _) => given,
        (_, { IsAbsoluteUri: false } first) when ProfileNames.IsValid(first.OriginalString) => first.OriginalString,
        (_, null) => ConnectionSettings.ProfileOfEnvironment,
        _ => null,
    };

    // A file, or the thumbprint of a certificate in the store.
    private string? Reference(object? certificate) => certificate switch
    {
        null or X509Certificate2 => null,
        string text when CertificateReader.IsThumbprint(text) => text,
        string text => ProviderPaths.Literal(this, text),
        FileInfo file => file.FullName,
        _ => throw new ScaleException(
            ScaleErrorId.InvalidInput, $"-Certificate takes a certificate with its private key, a file or a thumbprint, not a {certificate.GetType().Name}."),
    };
}
