using System.Reflection;

namespace IkomiaScale.Loader;

/// <summary>
/// Loads the module in PowerShell 7.4 and newer, each version of it in a load context of its own. The first one that is
/// imported brings the loader for all of the process: what is public here stays as it is.
/// </summary>
public static class ModuleLoader
{
    private static readonly object Gate = new();
    private static readonly List<(ModuleFiles Files, Assembly Module)> Loaded = [];

    /// <summary>
    /// Loads the module's assembly: the same one however often it is imported, another one for another version. Two of one
    /// version are not loaded side by side, as PowerShell tells cmdlets apart by the names and versions of their assemblies
    /// and would run one's with the other's parameters.
    /// </summary>
    /// <param name="folder">The folder of the assemblies.</param>
    /// <returns>The assembly that has the cmdlets.</returns>
    /// <exception cref="InvalidOperationException">The process has loaded the same version with other files.</exception>
    /// <exception cref="IOException">The folder or a file in it cannot be read.</exception>
    public static Assembly LoadModule(string folder)
    {
        lock (Gate)
        {
            var files = ModuleFiles.In(folder);
            foreach (var copy in Loaded)
            {
                if (copy.Files.AreUnchangedIn(files))
                {
                    return copy.Module;
                }
            }

            var name = Loaded.Count == 0 ? null : AssemblyName.GetAssemblyName(files.ModulePath).FullName;
            foreach (var copy in Loaded)
            {
                if (copy.Module.FullName == name)
                {
                    copy.Files.MustBeTheSameAs(files);
                    return copy.Module;
                }
            }

            var module = new ModuleLoadContext(files).LoadModule();
            Loaded.Add((files, module));
            return module;
        }
    }

    /// <summary>Called when the module is removed. There is nothing to let go of: no handler was registered.</summary>
    public static void Release()
    {
    }
}
