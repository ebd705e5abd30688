using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

namespace IkomiaScale.Connections;

/// <summary>The User-Agent that the module sends to the service.</summary>
internal static class UserAgent
{
    /// <summary>Such as <c>IkomiaScale/1.0.0 (PowerShell/7.4; Linux)</c>.</summary>
    public static string ForThisRunspace()
    {
        var module = typeof(UserAgent).Assembly.GetName().Version?.ToString(3);
        var system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS" : "Linux";
        return $"IkomiaScale/{module} (PowerShell/{Runspace.DefaultRunspace.Version.ToString(2)}; {system})";
    }
}
