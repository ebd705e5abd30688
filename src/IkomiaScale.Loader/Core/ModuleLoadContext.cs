using System.Reflection;
using System.Runtime.Loader;

namespace IkomiaScale.Loader;

/// <summary>
/// The assemblies of one copy of the module and their dependencies, by themselves, so that another module's Flurl or
/// Newtonsoft.Json, of whatever version, never meets ours. What is not in the module's folder (PowerShell, .NET) comes from
/// the default context.
/// </summary>
internal sealed class ModuleLoadContext(ModuleFiles files) : AssemblyLoadContext("IkomiaScale")
{
    /// <summary>Loads the assembly that has the cmdlets.</summary>
    public Assembly LoadModule() => LoadFromAssemblyPath(files.ModulePath);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        files.PathOf(assemblyName.Name!) is { } path ? LoadFromAssemblyPath(path) : null;
}
