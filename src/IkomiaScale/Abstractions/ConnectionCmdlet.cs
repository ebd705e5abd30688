using System.Management.Automation;
using System.Security;
using IkomiaScale.Connections;
using IkomiaScale.Profiles;

namespace IkomiaScale.Abstractions;

/// <summary>A cmdlet that creates, saves, or tests a connection, from parameters and a profile.</summary>
public abstract class ConnectionCmdlet : NetworkCmdlet
{
    /// <summary>The storage's URL; by default <c>IKOMIA_SCALEFS_URL</c>, then the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? StorageUrl { get; set; }

    /// <summary>Reads the tokens of profiles.</summary>
    private protected TokenReader Tokens => new(this, StopToken);

    /// <summary>The values of the parameters.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the parameters contradict each other.</exception>
    private protected ConnectionValues Given(
        Uri? endpoint, SecureString? token, IReadOnlyDictionary<string, Uri>? deployments = null, TokenSource? source = null) => Given(
        new IkConnectionProfile
        {
            Endpoint = endpoint,
            StorageUrl = StorageUrl,
            Deployments = deployments ?? IkConnectionProfile.NoDeployments,
            TokenSource = source,
        },
        token);

    /// <summary>The settings for given values, over those of a profile if there is one.</summary>
    private protected ConnectionSettings Settings(string? profile, ConnectionValues given) =>
        profile is null ? ConnectionSettings.Create(given) : ConnectionSettings.Create(given, ProfileStore.OfUser().Find(profile), Tokens);

    /// <summary>
    /// The name of the profile to use: a name, or a first argument that is not an absolute URL, or <c>IKOMIA_PROFILE</c> without either.
    /// Null for no profile.
    /// </summary>
    private protected static string? ProfileOf(string? name, Uri? endpoint) => (name, endpoint) switch
    {
        ({ } given, _) => given,
        (_, { IsAbsoluteUri: false } first) when ProfileNames.IsValid(first.OriginalString) => first.OriginalString,
        (_, null) => ConnectionSettings.ProfileOfEnvironment,
        _ => null,
    };
}
