using System.Security;
using IkomiaScale.Authentication;

namespace IkomiaScale;

/// <summary>How a client connects.</summary>
public sealed class ScaleClientOptions
{
    /// <summary>Where the platform is unless told otherwise.</summary>
    public static readonly Uri DefaultScaleUrl = new("https://scale.ikomia.ai/");

    /// <summary>Where the storage is unless told otherwise.</summary>
    public static readonly Uri DefaultStorageUrl = new("https://scalefs.ikomia.ai/");

    /// <summary>The inactivity limit unless told otherwise.</summary>
    public static readonly TimeSpan DefaultInactivityTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Describes a connection.</summary>
    /// <param name="endpoint">The deployment's URL, as the web application shows it. It also selects the project.</param>
    /// <param name="token">The API token. The client keeps a copy of its own.</param>
    public ScaleClientOptions(Uri endpoint, SecureString token)
        : this(token)
    {
        Endpoint = endpoint;
    }

    /// <summary>Describes a connection to the account alone: it knows no deployment yet, and so no project's storage.</summary>
    /// <param name="token">The API token. The client keeps a copy of its own.</param>
    public ScaleClientOptions(SecureString token)
    {
        Token = token;
    }

    /// <summary>The deployment's URL; null where the connection is to the account alone.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The API token.</summary>
    public SecureString Token { get; }

    /// <summary>The platform's URL, which gives out JWTs.</summary>
    public Uri ScaleUrl { get; init; } = DefaultScaleUrl;

    /// <summary>The storage's URL.</summary>
    public Uri StorageUrl { get; init; } = DefaultStorageUrl;

    /// <summary>The longest time in which nothing moves on the wire; not a limit on a whole transfer. More than 0.</summary>
    public TimeSpan InactivityTimeout { get; init; } = DefaultInactivityTimeout;

    /// <summary>Allows http to a host that is not this machine. Tokens then travel in the clear.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>The way out of this network, and whom to trust at its end.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>The User-Agent of every request.</summary>
    public string UserAgent { get; init; } = "IkomiaScale";

    /// <summary>The same with a token of its own, which whoever has the copy disposes.</summary>
    internal ScaleClientOptions Copy() => With(Endpoint, Token.Copy());

    /// <summary>The same for another deployment, with this token.</summary>
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

    /// <summary>Checks that the values can be used.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a URL is not absolute http(s), or insecure.</exception>
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
            throw new ScaleException(ScaleErrorId.NotConnected, "The API token is empty. Give it with -Token or in IKOMIA_TOKEN.");
        }

        if (Token.Reveal().Any(character => character is < ' ' or > '~'))
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, "The API token has a character that no token has. Copy it again from the web application.");
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
                $"The {what} '{url.OriginalString}' is http, so tokens and data would travel in the clear. " +
                "Use https, or -AllowInsecure if that is meant.")
            {
                Target = url.OriginalString,
            };
        }
    }
}
