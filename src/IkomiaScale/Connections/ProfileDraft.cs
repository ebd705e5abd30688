using System.Net;
using System.Security;
using IkomiaScale.Profiles;
using IkomiaScale.Profiles.Stores;

namespace IkomiaScale.Connections;

/// <summary>A profile that is about to be saved, with what goes to the protected store of the system and not into the file.</summary>
internal sealed class ProfileDraft
{
    private ProfileDraft(IkConnectionProfile profile)
    {
        Profile = profile;
    }

    public IkConnectionProfile Profile { get; }

    /// <summary>The token to store; null where none is.</summary>
    public SecureString? TokenToStore { get; private init; }

    /// <summary>The proxy's user and password to store with it; null for none.</summary>
    public NetworkCredential? PasswordToStore { get; private init; }

    /// <summary>What the user should know of it.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Makes one of given values and, where they say nothing of a place, of a connection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="given">The given values.</param>
    /// <param name="connection">The connection that was given; null for the session's.</param>
    /// <param name="storesToken">Whether the token goes to the store.</param>
    /// <param name="tokens">Fetches the token of another profile.</param>
    /// <exception cref="ScaleException">There is nothing to save, or a value cannot be used.</exception>
    public static ProfileDraft Make(string name, ConnectionValues given, IkConnection? connection, bool storesToken, TokenReader tokens)
    {
        ProfileNames.Check(name);
        var source = connection is not null || !given.HasPlace ? SessionConnections.Resolve(connection, tokens) : null;
        var merged = source is null ? ConnectionSettings.WithEnvironment(given.Profile) : given.Profile.Over(source.Profile, given.ProxyCredential is not null);

        // What another profile has stored is stored under its name, and is to be stored under this one too.
        storesToken |= merged.TokenSource is { Kind: TokenSourceKind.Stored } && !ProfileNames.Comparer.Equals(source?.Name, name);
        if (given.Certificate is not null)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, "A profile cannot have the certificate itself. Name its file, or the thumbprint of one in the system's store, with -Certificate.");
        }

        var credential = given.ProxyCredential ?? source?.Client.Options.Network.ProxyCredential;
        var token = storesToken ? given.Token ?? source?.Client.Options.Token ?? ConnectionSettings.EnvironmentToken() : null;
        if (storesToken && token is null)
        {
            throw new ScaleException(ScaleErrorId.NotConnected, "There is no token to store. Give it with -Token, or connect first.");
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
            $"Which of the deployments {string.Join(", ", profile.Deployments.Keys.OrderBy(key => key, ProfileNames.Comparer))} is used unless another is named? Give its name with -Endpoint."),
    };

    private static IEnumerable<string> Warn(IkConnectionProfile profile, NetworkCredential? credential)
    {
        if (profile.TokenSource is null && !ConnectionSettings.HasEnvironmentToken)
        {
            yield return $"The profile '{profile.Name}' says nothing of a token: it needs -Token, or IKOMIA_TOKEN, with each use. Save it with -TokenSecret, -TokenVariable, -TokenCommand or -StoreToken.";
        }

        if (credential is not null && profile.ProxyUser is null)
        {
            yield return $"The credentials for the proxy are not saved with the profile '{profile.Name}': give -ProxyCredential with each use, or save it with -StoreToken.";
        }
    }
}
