using System.Runtime.InteropServices;

namespace IkomiaScale.Profiles;

/// <summary>The place of the user's profiles.</summary>
internal static class ProfilePlace
{
    private const string FileName = "connections.json";

    /// <summary>
    /// The path of the file: in <c>XDG_CONFIG_HOME</c> if that is set, otherwise in AppData on Windows and in
    /// <c>~/.config</c> on other systems.
    /// </summary>
    public static string File => Path.Combine(Folder, FileName);

    /// <summary>The folder of the file. Only the module uses it.</summary>
    public static string Folder
    {
        get
        {
            // The XDG specification ignores relative paths.
            if (Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } config && Path.IsPathRooted(config))
            {
                return Path.Combine(config, "ikomiascale");
            }

            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "IkomiaScale");
            }

            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(home, ".config", "ikomiascale");
        }
    }
}
