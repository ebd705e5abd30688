using System.Security;
using IkomiaScale.Authentication;

namespace IkomiaScale;

/// <summary>The options of a connection.</summary>
public sealed class ScaleClientOptions
{
    /// <summary>The public URL of the platform (docs/protocol.md, section 1).</summary>
    public static readonly Uri DefaultScaleUrl = new("https://scale.ikomia.ai/");

    /// <summary>The public URL of the storage (docs/protocol.md, section 1).</summary>
    public static readonly Uri DefaultStorageUrl = new("https://scalefs.ikomia.ai/");

    /// <summary>The default of <see cref="InactivityTimeout"/>: 100 seconds.</summary>
    public static readonly TimeSpan DefaultInactivityTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Creates the options of a connection to a deployment.</summary>
    /// <param name="endpoint">The URL of the deployment from the web application. It also selects the project.</param>
    /// <param name="token">The API token. The client keeps its own copy.</param>
    public ScaleClientOptions(Uri endpoint, SecureString token)
        : this(token)
    {
        Endpoint = endpoint;
    }

    /// <summary>Creates the options of a connection to the account only, without a deployment and storage.</summary>
    /// <param name="token">The API token. The client keeps its own copy.</param>
    public ScaleClientOptions(SecureString token)
    {
        Token = token;
    }

    /// <summary>The URL of the deployment; null for a connection to the account only.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The API token.</summary>
    public SecureString Token { get; }

    /// <summary>The URL of the platform, which hands out access tokens.</summary>
    public Uri ScaleUrl { get; init; } = DefaultScaleUrl;

    /// <summary>The URL of the storage.</summary>
    public Uri StorageUrl { get; init; } = DefaultStorageUrl;

    /// <summary>
    /// The longest time without any byte on the wire. It does not limit a whole transfer. It must be more than 0;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan InactivityTimeout { get; init; } = DefaultInactivityTimeout;

    /// <summary>Allows <c>http</c> to a host that is not this machine. Tokens then travel unencrypted.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>The proxy and the certificates.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>The User-Agent of each request.</summary>
    public string UserAgent { get; init; } = "IkomiaScale";

    /// <summary>Returns a copy with its own token, which the owner of the copy disposes.</summary>
    internal ScaleClientOptions Copy() => With(Endpoint, Token.Copy());

    /// <summary>Returns a copy for another deployment, with this token.</summary>
    internal ScaleClientOptions With(Uri? endpoint, SecureString token) => new(token)
    {
        Endpoint = endpoint,
        ScaleUrl = ScaleUrl,
        StorageUrl = StorageUrl,
        InactivityTimeout = InactivityTimeout,
        AllowInsecure = AllowInsecure,
        UserAgent = UserAgent,
        Network = Network,
    };

    /// <summary>Checks the values.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a URL is not absolute http or https, or is
    /// not secure. <see cref="ScaleErrorId.NotConnected"/>: the token is empty.</exception>
    internal void Validate()
    {
        if (Endpoint is not null)
        {
            Validate(Endpoint, "endpoint");
        }

        Validate(ScaleUrl, "platform URL");
        Validate(StorageUrl, "storage URL");
        Network.Validate();
        if (Token.Length == 0)
        {
            throw new ScaleException(ScaleErrorId.NotConnected, "The API token is empty. Use -Token, or set IKOMIA_TOKEN.");
        }

        if (Token.Reveal().Any(character => character is < ' ' or > '~'))
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, "The API token has a character that tokens cannot have. Copy it again from the web application.");
        }
    }

    /// <summary>Checks one URL.</summary>
    internal void Validate(Uri url, string what)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The {what} '{url.OriginalString}' is not an absolute http or https URL. Copy it from the web application.")
            {
                Target = url.OriginalString,
            };
        }

        if (url.UserInfo.Length > 0)
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, $"The {what} must not contain a user name or password.") { Target = url.Host };
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !AllowInsecure)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The {what} '{url.OriginalString}' uses http, so tokens and data would travel unencrypted. " +
                "Use https, or -AllowInsecure in a test network.")
            {
                Target = url.OriginalString,
            };
        }
    }
}
