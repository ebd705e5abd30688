using System.Reflection;

namespace IkomiaScale.Loader;

/// <summary>
/// Loads the module in PowerShell 7.4 and newer, each version in its own load context. The first copy that is imported
/// provides the loader for the whole process, so the public members must never change.
/// </summary>
public static class ModuleLoader
{
    private static readonly object Gate = new();
    private static readonly List<(ModuleFiles Files, Assembly Module)> Loaded = [];

    /// <summary>
    /// Loads the assembly of the module: the same assembly for each import of one version, another one for another version.
    /// Two copies of the same version are not loaded together, because PowerShell identifies cmdlets by the name and version
    /// of their assembly and would run the cmdlets of one copy with the parameters of the other.
    /// </summary>
    /// <param name="folder">The folder of the assemblies.</param>
    /// <returns>The assembly that contains the cmdlets.</returns>
    /// <exception cref="InvalidOperationException">The process has loaded other files of the same version.</exception>
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

    /// <summary>Called when the module is removed. A load context needs no clean-up: no handler was registered.</summary>
    public static void Release()
    {
    }
}
