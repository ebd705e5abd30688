using System.Runtime.InteropServices;

namespace IkomiaScale.Profiles.Stores;

/// <summary>Finds the protected store of this system.</summary>
internal static class TokenStores
{
    /// <summary>Returns the store.</summary>
    /// <param name="folder">The folder of the profiles, for a store that consists of files.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: this system has none. The message says what
    /// to use instead.</exception>
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
                $"The token cannot be stored, because this system has no protected store: {(isMac ? "security" : "secret-tool (in Debian's package libsecret-tools)")} is not on the PATH. " +
                "Install it, or use -TokenSecret, -TokenVariable or -TokenCommand. A token is never stored as plain text.");
    }
}
