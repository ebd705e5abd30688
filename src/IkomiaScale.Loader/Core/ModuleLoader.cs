using System.Reflection;
using System.Runtime.Loader;

namespace IkomiaScale.Loader;

/// <summary>
/// Loads the module in PowerShell 7.4 and newer: its assemblies and their dependencies live in a load context of their own,
/// so that another module's Flurl or Newtonsoft.Json, of whatever version, never meets ours. What is not in the module's
/// folder (PowerShell, .NET) comes from the default context.
/// </summary>
public static class ModuleLoader
{
    private static readonly Lazy<Assembly> Module = new(Load);

    /// <summary>Loads the module's assembly; always the same one, however often the module is imported.</summary>
    /// <returns>The assembly that has the cmdlets.</returns>
    public static Assembly LoadModule() => Module.Value;

    /// <summary>Called when the module is removed. There is nothing to let go of: no handler was registered.</summary>
    public static void Release()
    {
    }

    private static Assembly Load()
    {
        var folder = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;
        return new ModuleLoadContext(folder).LoadFromAssemblyPath(Path.Combine(folder, "IkomiaScale.dll"));
    }

    private sealed class ModuleLoadContext(string folder) : AssemblyLoadContext("IkomiaScale")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
