using System.Reflection;
using System.Runtime.Loader;

namespace IkomiaScale.Loader;

/// <summary>
/// The assemblies of one copy of the module and their dependencies, isolated so that the Flurl or Newtonsoft.Json of another
/// module never conflicts with ours. Assemblies that are not in the folder of the module (PowerShell, .NET) come from the
/// default context.
/// </summary>
internal sealed class ModuleLoadContext(ModuleFiles files) : AssemblyLoadContext("IkomiaScale")
{
    /// <summary>Loads the assembly that contains the cmdlets.</summary>
    public Assembly LoadModule() => LoadFromAssemblyPath(files.ModulePath);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        files.PathOf(assemblyName.Name!) is { } path ? LoadFromAssemblyPath(path) : null;
}
