using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using IkomiaScale.Connections;
using IkomiaScale.Storage;

namespace IkomiaScale.Abstractions;

/// <summary>A cmdlet that says how to reach the platform: its URL, proxy, and certificates.</summary>
public abstract class NetworkCmdlet : CancellableCmdlet
{
    /// <summary>The platform's URL; by default <c>IKOMIA_URL</c>, then the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ScaleUrl { get; set; }

    /// <summary>The longest time without any data on the wire, in seconds. It doesn't limit a whole transfer.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>Allows http to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowInsecure { get; set; }

    /// <summary>The proxy for all requests, such as <c>http://proxy.example:3128</c>; the system's by default.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password for the proxy, also for the system's. They are sent only when the proxy asks for them.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Sends the credentials of the account that runs PowerShell to the proxy when it asks for them.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy, not even the system's.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>A file with the certificates of authorities to trust in addition to the system's, in PEM or DER.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// The client certificate for a gateway that requires one: a certificate with its private key, a PFX or PEM file, or the thumbprint of a
    /// certificate in the system's store.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Certificate { get; set; }

    /// <summary>Whether the command line has one of these parameters.</summary>
    private protected bool HasNetworkParameter =>
        MyInvocation.BoundParameters.Keys.Any(name => typeof(NetworkCmdlet).GetProperty(name)?.DeclaringType == typeof(NetworkCmdlet));

    /// <summary>The values of the parameters.</summary>
    /// <param name="place">The values that other parameters have for the connection.</param>
    /// <param name="token">The API token; null without one.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the parameters contradict each other.</exception>
    private protected ConnectionValues Given(IkConnectionProfile place, SecureString? token)
    {
        // Checked before a profile's values are added: merging the two would hide a contradiction.
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
                Endpoint = place.Endpoint,
                ScaleUrl = ScaleUrl ?? place.ScaleUrl,
                StorageUrl = place.StorageUrl,
                Deployments = place.Deployments,
                TokenSource = place.TokenSource,
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

    private string? Reference(object? certificate) => certificate switch
    {
        null or X509Certificate2 => null,
        string text when CertificateReader.IsThumbprint(text) => text,
        string text => ProviderPaths.Literal(this, text),
        FileInfo file => file.FullName,
        _ => throw new ScaleException(
            ScaleErrorId.InvalidInput, $"-Certificate takes a certificate with its private key, a file, or a thumbprint, not a {certificate.GetType().Name}."),
    };
}
