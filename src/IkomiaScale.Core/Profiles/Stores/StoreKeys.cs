namespace IkomiaScale.Profiles.Stores;

/// <summary>Under which keys the secrets of profiles are stored. Upper and lower case are the same in names of profiles.</summary>
internal static class StoreKeys
{
    /// <summary>The key of a profile's token.</summary>
    public static string Of(string profile) => profile.ToLowerInvariant();

    /// <summary>The key of the password for a profile's proxy.</summary>
    public static string OfProxy(string profile) => Of(profile) + "/proxy";
}
