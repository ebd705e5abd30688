using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

/// <summary>Prepares what readers of the page have: the emulator on the PATH, and the folder of the tests as the current one.</summary>
internal static class Setup
{
    [ModuleInitializer]
    internal static void Prepare()
    {
        var emulator = typeof(Setup).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "EmulatorPath").Value!;
        Environment.SetEnvironmentVariable("PATH", Path.GetDirectoryName(emulator) + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));

        // The emulator's own program does not find a .NET that is installed elsewhere than usual.
        Environment.SetEnvironmentVariable("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        Environment.CurrentDirectory = AppContext.BaseDirectory;
    }
}
