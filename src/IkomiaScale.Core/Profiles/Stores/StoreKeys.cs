namespace IkomiaScale.Profiles.Stores;

/// <summary>The keys of the secrets of profiles. They ignore case, like the names of profiles.</summary>
internal static class StoreKeys
{
    /// <summary>The key of the API token of a profile.</summary>
    public static string Of(string profile) => profile.ToLowerInvariant();

    /// <summary>The key of the proxy password of a profile.</summary>
    public static string OfProxy(string profile) => Of(profile) + "/proxy";
}
