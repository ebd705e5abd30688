using System.Security;
using IkomiaScale.Authentication;

namespace IkomiaScale.Connections;

/// <summary>What a connection is made of: given values first, the environment's (PROTOCOL 1) for the rest.</summary>
internal sealed class ConnectionSettings : IEquatable<ConnectionSettings>, IDisposable
{
    private SecureString? _ownToken;

    public Uri? Endpoint { get; private init; }

    public SecureString? Token { get; private init; }

    public Uri? ScaleUrl { get; private init; }

    public Uri? StorageUrl { get; private init; }

    public TimeSpan? InactivityTimeout { get; init; }

    public bool AllowInsecure { get; init; }

    /// <summary>The environment's values alone.</summary>
    public static ConnectionSettings FromEnvironment() => Create(null, null, null, null);

    /// <summary>Given values, completed by the environment's.</summary>
    public static ConnectionSettings Create(
        Uri? endpoint, SecureString? token, Uri? scaleUrl, Uri? storageUrl, TimeSpan? inactivityTimeout = null, bool allowInsecure = false)
    {
        var environmentToken = token is null && Variable("IKOMIA_TOKEN") is { } text ? SecureStrings.Protect(text) : null;
        return new ConnectionSettings
        {
            _ownToken = environmentToken,
            Endpoint = endpoint ?? UrlVariable("IKOMIA_ENDPOINT"),
            Token = token ?? environmentToken,
            ScaleUrl = scaleUrl ?? UrlVariable("IKOMIA_URL"),
            StorageUrl = storageUrl ?? UrlVariable("IKOMIA_SCALEFS_URL"),
            InactivityTimeout = inactivityTimeout,
            AllowInsecure = allowInsecure,
        };
    }

    /// <summary>Makes the connection; nothing is sent. Without an endpoint it is one to the account alone.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the token is missing.</exception>
    public IkConnection Connect()
    {
        if (Token is null)
        {
            throw Endpoint is null ? Missing("endpoint", "-Endpoint", "IKOMIA_ENDPOINT") : Missing("API token", "-Token", "IKOMIA_TOKEN");
        }

        return new IkConnection(new ScaleClient(new ScaleClientOptions(Token)
        {
            Endpoint = Endpoint,
            ScaleUrl = ScaleUrl ?? ScaleClientOptions.DefaultScaleUrl,
            StorageUrl = StorageUrl ?? ScaleClientOptions.DefaultStorageUrl,
            InactivityTimeout = InactivityTimeout ?? ScaleClientOptions.DefaultInactivityTimeout,
            AllowInsecure = AllowInsecure,
            UserAgent = UserAgent.ForThisRunspace(),
        }));
    }

    /// <summary>Lets go of the token that came from the environment. One that was given belongs to who gave it.</summary>
    public void Dispose() => _ownToken?.Dispose();

    public bool Equals(ConnectionSettings? other) =>
        other is not null && Endpoint == other.Endpoint && ScaleUrl == other.ScaleUrl && StorageUrl == other.StorageUrl
        && Token?.Reveal() == other.Token?.Reveal();

    public override bool Equals(object? obj) => Equals(obj as ConnectionSettings);

    public override int GetHashCode() => Endpoint?.GetHashCode() ?? 0;

    private static ScaleException Missing(string what, string parameter, string variable) =>
        new(ScaleErrorId.NotConnected,
            $"There is no connection, and no {what} to make one with. Run: Connect-IkScale -Endpoint <url> -Token <token>, " +
            $"giving {parameter} or setting {variable}. To try the module without an account, run: Start-IkEmulator.");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    private static Uri? UrlVariable(string name)
    {
        if (Variable(name) is not { } value)
        {
            return null;
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var url)
            ? url
            : throw new ScaleException(ScaleErrorId.InvalidInput, $"The environment variable {name} is not a URL: '{value}'. Correct or remove it.");
    }
}
