using System.Runtime.InteropServices;

namespace IkomiaScale.Profiles.Stores;

/// <summary>The protected store of this system.</summary>
internal static class TokenStores
{
    /// <summary>Finds it.</summary>
    /// <param name="folder">The folder of the profiles, for a store that keeps files.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: there is none here, and what to use instead.</exception>
    public static ITokenStore OfThisSystem(string folder)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return new DpapiStore(folder);
        }

        var isMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
        if (isMac && HelperProgram.Find("security") is { } security)
        {
            return new KeychainStore(security);
        }

        return HelperProgram.Find("secret-tool") is { } secretTool
            ? new SecretToolStore(secretTool)
            : throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"This system has no protected store for a token: {(isMac ? "security" : "secret-tool (in Debian's package libsecret-tools)")} is not on the PATH. " +
                "Install it, or say where the token is with -TokenSecret, -TokenVariable or -TokenCommand. A token is never kept as plain text.");
    }
}
