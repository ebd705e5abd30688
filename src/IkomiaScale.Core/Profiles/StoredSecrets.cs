using System.Net;
using System.Security;
using IkomiaScale.Profiles.Stores;

namespace IkomiaScale.Profiles;

/// <summary>The secrets of a profile in the protected store of the system: its API token, and the password for its proxy.</summary>
internal static class StoredSecrets
{
    /// <summary>Stores the secrets of a profile.</summary>
    /// <returns>The name of the store.</returns>
    public static async Task<string> SaveAsync(string profile, SecureString token, NetworkCredential? proxy, CancellationToken cancellationToken)
    {
        var store = TokenStores.OfThisSystem(ProfilePlace.Folder);
        await store.SaveAsync(StoreKeys.Of(profile), token, cancellationToken).ConfigureAwait(false);
        if (proxy is not null)
        {
            await store.SaveAsync(StoreKeys.OfProxy(profile), proxy.SecurePassword, cancellationToken).ConfigureAwait(false);
        }

        return store.Name;
    }

    /// <summary>Removes the secrets of a profile.</summary>
    public static async Task RemoveAsync(IkConnectionProfile profile, CancellationToken cancellationToken)
    {
        if (profile.TokenSource is { Kind: TokenSourceKind.Stored })
        {
            await TokenStores.OfThisSystem(ProfilePlace.Folder).RemoveAsync(StoreKeys.Of(profile.Name), cancellationToken).ConfigureAwait(false);
        }

        if (profile.ProxyUser is not null)
        {
            await TokenStores.OfThisSystem(ProfilePlace.Folder).RemoveAsync(StoreKeys.OfProxy(profile.Name), cancellationToken).ConfigureAwait(false);
        }
    }
}
