using System.Security;
using System.Security.Cryptography.X509Certificates;
using IkomiaScale.Authentication;
using IkomiaScale.Profiles.Stores;

namespace IkomiaScale.Connections;

/// <summary>
/// The values of a connection. Parameters come first, then the values of a profile or, without a profile,
/// of the environment (PROTOCOL 1). Only the token may come from the environment in both cases.
/// </summary>
internal sealed class ConnectionSettings : IEquatable<ConnectionSettings>, IDisposable
{
    private const string TokenVariable = "IKOMIA_TOKEN";

    private readonly ConnectionValues _given;
    private SecureString? _ownToken;

    private ConnectionSettings(ConnectionValues given, IkConnectionProfile profile)
    {
        _given = given;
        Profile = profile;
    }

    /// <summary>All values except secrets.</summary>
    public IkConnectionProfile Profile { get; }

    private SecureString? Token => _given.Token ?? _ownToken;

    /// <summary>The name in the variable <c>IKOMIA_PROFILE</c>; null if it is not set.</summary>
    public static string? ProfileOfEnvironment => Variable("IKOMIA_PROFILE");

    /// <summary>Whether the environment has a token.</summary>
    public static bool HasEnvironmentToken => Variable(TokenVariable) is not null;

    /// <summary>The environment's token; null without one.</summary>
    public static SecureString? EnvironmentToken() => Variable(TokenVariable) is { } text ? SecureStrings.Protect(text) : null;

    /// <summary>The values of the environment.</summary>
    public static ConnectionSettings FromEnvironment() => Create(new ConnectionValues());

    /// <summary>Values of parameters, completed from the environment.</summary>
    public static ConnectionSettings Create(ConnectionValues given) => new(given, WithEnvironment(given.Profile))
    {
        _ownToken = given.Token is null ? EnvironmentToken() : null,
    };

    /// <summary>Values of parameters, completed from a profile.</summary>
    /// <param name="given">The values of the parameters.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="tokens">Reads the profile's token.</param>
    public static ConnectionSettings Create(ConnectionValues given, IkConnectionProfile profile, TokenReader tokens)
    {
        var merged = given.Profile.Over(profile, given.ProxyCredential is not null);
        if (merged.ProxyUser is { } user && given.ProxyCredential is null)
        {
            using var password = tokens.Stored(StoreKeys.OfProxy(profile.Name));
            given = new ConnectionValues
            {
                Profile = given.Profile,
                Token = given.Token,
                Certificate = given.Certificate,
                ProxyCredential = new System.Net.NetworkCredential(user, password),
            };
        }

        return new ConnectionSettings(given, merged) { _ownToken = given.Token is null ? tokens.Read(profile) ?? EnvironmentToken() : null };
    }

    /// <summary>A profile, completed with the URLs of the environment.</summary>
    public static IkConnectionProfile WithEnvironment(IkConnectionProfile given) => given.Over(new IkConnectionProfile
    {
        Endpoint = given.Endpoint is null ? UrlVariable("IKOMIA_ENDPOINT") : null,
        ScaleUrl = given.ScaleUrl is null ? UrlVariable("IKOMIA_URL") : null,
        StorageUrl = given.StorageUrl is null ? UrlVariable("IKOMIA_SCALEFS_URL") : null,
    });

    /// <summary>Creates the connection without a request. Without an endpoint it is a connection to the account alone.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the token is missing. Other ids: a value cannot be used.</exception>
    public IkConnection Connect()
    {
        if (Token is null)
        {
            throw Missing();
        }

        var owned = new List<X509Certificate2>();
        try
        {
            var connection = new IkConnection(new ScaleClient(Options(Token, owned)), Profile, owned);
            owned = [];
            return connection;
        }
        finally
        {
            owned.ForEach(certificate => certificate.Dispose());
        }
    }

    /// <summary>The options for a call without a token.</summary>
    /// <param name="owned">Receives the certificates that are read from files; the caller disposes them after the call.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a certificate cannot be read.</exception>
    public ScaleClientOptions WithoutToken(List<X509Certificate2> owned) => Options(new SecureString(), owned);

    /// <summary>Checks the values without a request.</summary>
    public static void Validate(IkConnectionProfile profile)
    {
        using var token = SecureStrings.Protect("token");
        var owned = new List<X509Certificate2>();
        try
        {
            var options = new ConnectionSettings(new ConnectionValues(), profile).Options(token, owned);
            options.Validate();
            foreach (var deployment in profile.Deployments)
            {
                options.Validate(deployment.Value, $"URL of the deployment '{deployment.Key}'");
            }
        }
        finally
        {
            owned.ForEach(certificate => certificate.Dispose());
        }
    }

    /// <summary>Erases a token that was read here. A token from a parameter belongs to the caller.</summary>
    public void Dispose() => _ownToken?.Dispose();

    public bool Equals(ConnectionSettings? other) =>
        other is not null && Profile.Endpoint == other.Profile.Endpoint && Profile.ScaleUrl == other.Profile.ScaleUrl
        && Profile.StorageUrl == other.Profile.StorageUrl && Token?.Reveal() == other.Token?.Reveal();

    public override bool Equals(object? obj) => Equals(obj as ConnectionSettings);

    public override int GetHashCode() => Profile.Endpoint?.GetHashCode() ?? 0;

    private ScaleClientOptions Options(SecureString token, List<X509Certificate2> owned) => new(token)
    {
        Endpoint = Profile.Endpoint,
        ScaleUrl = Profile.ScaleUrl ?? ScaleClientOptions.DefaultScaleUrl,
        StorageUrl = Profile.StorageUrl ?? ScaleClientOptions.DefaultStorageUrl,
        InactivityTimeout = Profile.TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : ScaleClientOptions.DefaultInactivityTimeout,
        AllowInsecure = Profile.AllowInsecure,
        UserAgent = UserAgent.ForThisRunspace(),
        Network = Network(owned),
    };

    private NetworkOptions Network(List<X509Certificate2> owned)
    {
        IReadOnlyList<X509Certificate2> authorities = [];
        if (Profile.CertificateAuthority is { } file)
        {
            authorities = CertificateReader.Authorities(file);
            owned.AddRange(authorities);
        }

        var client = _given.Certificate;
        if (client is null && Profile.Certificate is { } reference)
        {
            client = CertificateReader.Client(reference);
            owned.Add(client);
        }

        return new NetworkOptions
        {
            Proxy = Profile.Proxy,
            NoProxy = Profile.NoProxy,
            ProxyCredential = _given.ProxyCredential,
            ProxyUseDefaultCredentials = Profile.ProxyUseDefaultCredentials,
            CertificateAuthorities = authorities,
            ClientCertificate = client,
        };
    }

    private ScaleException Missing()
    {
        if (Profile.Name.Length > 0)
        {
            return new ScaleException(
                ScaleErrorId.NotConnected,
                $"The profile '{Profile.Name}' has no source for the token, and {TokenVariable} is not set. Use -Token, set {TokenVariable}, " +
                "or save the connection with Save-IkConnection -TokenSecret, -TokenVariable, -TokenCommand, or -StoreToken.")
            {
                Target = Profile.Name,
            };
        }

        var (what, parameter, variable) = Profile.Endpoint is null ? ("endpoint", "-Endpoint", "IKOMIA_ENDPOINT") : ("API token", "-Token", TokenVariable);
        return new ScaleException(
            ScaleErrorId.NotConnected,
            $"There is no connection, and no {what} to connect with. Run: Connect-IkScale -Endpoint <url> -Token <token>, " +
            $"or set {variable} instead of {parameter}. To try the module without an account, run: Start-IkEmulator.");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    private static Uri? UrlVariable(string name)
    {
        if (Variable(name) is not { } value)
        {
            return null;
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var url)
            ? url
            : throw new ScaleException(ScaleErrorId.InvalidInput, $"The environment variable {name} is not a URL: '{value}'. Correct it or remove it.");
    }
}
