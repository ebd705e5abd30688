using System.Runtime.InteropServices;

namespace IkomiaScale.Profiles;

/// <summary>Where the user's profiles are.</summary>
internal static class ProfilePlace
{
    private const string FileName = "connections.json";

    /// <summary>The file: in <c>XDG_CONFIG_HOME</c>, where that is set; else in AppData on Windows, in <c>~/.config</c> elsewhere.</summary>
    public static string File => Path.Combine(Folder, FileName);

    /// <summary>The folder that has it, which is the module's alone.</summary>
    public static string Folder
    {
        get
        {
            // As the rule is: a relative path does not count.
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
