using System.Net;
using System.Security;
using IkomiaScale.Profiles;
using IkomiaScale.Profiles.Stores;

namespace IkomiaScale.Connections;

/// <summary>A profile to save, with the secrets that go to the protected store of the system instead of the file.</summary>
internal sealed class ProfileDraft
{
    private ProfileDraft(IkConnectionProfile profile)
    {
        Profile = profile;
    }

    public IkConnectionProfile Profile { get; }

    /// <summary>The token to store; null for none.</summary>
    public SecureString? TokenToStore { get; private init; }

    /// <summary>User name and password for the proxy to store; null for none.</summary>
    public NetworkCredential? PasswordToStore { get; private init; }

    /// <summary>Warnings for the user.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Creates a draft from parameters or, if they have no URL, from a connection.</summary>
    /// <param name="name">The name of the profile.</param>
    /// <param name="given">The values of the parameters.</param>
    /// <param name="connection">The connection to save; null for the session's.</param>
    /// <param name="storesToken">Whether the token is stored.</param>
    /// <param name="tokens">Reads the token of another profile.</param>
    /// <exception cref="ScaleException">There is nothing to save, or a value cannot be used.</exception>
    public static ProfileDraft Make(string name, ConnectionValues given, IkConnection? connection, bool storesToken, TokenReader tokens)
    {
        ProfileNames.Check(name);
        var source = connection is not null || !given.HasPlace ? SessionConnections.Resolve(connection, tokens) : null;
        var merged = source is null ? ConnectionSettings.WithEnvironment(given.Profile) : given.Profile.Over(source.Profile, given.ProxyCredential is not null);

        // The store has the token under the other profile's name, and this profile needs a copy under its own.
        storesToken |= merged.TokenSource is { Kind: TokenSourceKind.Stored } && !ProfileNames.Comparer.Equals(source?.Name, name);
        if (given.Certificate is not null)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, "A profile cannot hold a certificate object. Use -Certificate with its file, or with its thumbprint in the system's store.");
        }

        var credential = given.ProxyCredential ?? source?.Client.Options.Network.ProxyCredential;
        var token = storesToken ? given.Token ?? source?.Client.Options.Token ?? ConnectionSettings.EnvironmentToken() : null;
        if (storesToken && token is null)
        {
            throw new ScaleException(ScaleErrorId.NotConnected, "There is no token to store. Use -Token, or run Connect-IkScale first.");
        }

        var profile = Finish(name, merged, storesToken, credential);
        ConnectionSettings.Validate(profile);
        return new ProfileDraft(profile)
        {
            TokenToStore = token,
            PasswordToStore = storesToken ? credential : null,
            Warnings = [.. Warn(profile, credential)],
        };
    }

    private static IkConnectionProfile Finish(string name, IkConnectionProfile merged, bool storesToken, NetworkCredential? credential) => new IkConnectionProfile
    {
        Name = name,
        Endpoint = merged.Endpoint ?? OnlyDeployment(merged),
        TokenSource = storesToken ? new TokenSource(TokenSourceKind.Stored, "system") : merged.TokenSource,
        ProxyUser = storesToken ? credential?.UserName : null,
    }.Over(merged);

    private static Uri? OnlyDeployment(IkConnectionProfile profile) => profile.Deployments.Count switch
    {
        0 => null,
        1 => profile.Deployments.Values.Single(),
        _ => throw new ScaleException(
            ScaleErrorId.InvalidInput,
            $"The profile '{profile.Name}' has several deployments and no default. Name the default with -Endpoint: {string.Join(", ", profile.Deployments.Keys.OrderBy(key => key, ProfileNames.Comparer))}."),
    };

    private static IEnumerable<string> Warn(IkConnectionProfile profile, NetworkCredential? credential)
    {
        if (profile.TokenSource is null && !ConnectionSettings.HasEnvironmentToken)
        {
            yield return $"The profile '{profile.Name}' has no source for the token, so each use needs -Token or IKOMIA_TOKEN. Save it with -TokenSecret, -TokenVariable, -TokenCommand, or -StoreToken.";
        }

        if (credential is not null && profile.ProxyUser is null)
        {
            yield return $"The profile '{profile.Name}' does not hold the credentials for the proxy. Use -ProxyCredential each time, or save the profile with -StoreToken.";
        }
    }
}
