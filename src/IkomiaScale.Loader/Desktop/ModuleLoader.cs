using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;

namespace IkomiaScale.Loader;

/// <summary>
/// Loads the module in Windows PowerShell 5.1, and in PowerShell 7 before 7.4. These have no usable load contexts. Instead, a
/// table with the assemblies of the module answers when .NET does not find one. So a process can load one version of the
/// module; another version is refused.
/// </summary>
public static class ModuleLoader
{
    private static readonly object Gate = new();
    private static ModuleFiles? loaded;
    private static int imports;

    /// <summary>Loads the assembly of the module and starts to resolve its dependencies.</summary>
    /// <param name="folder">The folder of the assemblies.</param>
    /// <returns>The assembly that contains the cmdlets.</returns>
    /// <exception cref="InvalidOperationException">The process has already loaded other files.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static Assembly LoadModule(string folder)
    {
        lock (Gate)
        {
            var files = ModuleFiles.In(folder);
            loaded ??= files;
            if (!loaded.AreUnchangedIn(files))
            {
                loaded.MustBeTheSameAs(files);
            }

            if (imports++ == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            }

            AllowCurrentTls();
            return Assembly.LoadFrom(loaded.ModulePath);
        }
    }

    /// <summary>Called when the module is removed. After the last removal, nothing is resolved.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            if (imports > 0 && --imports == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
            }
        }
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request) =>
        loaded?.PathOf(new AssemblyName(request.Name).Name) is { } file ? Assembly.LoadFrom(file) : null;

    // Windows PowerShell may start with only protocols that the service no longer accepts. Other enabled protocols stay
    // enabled. 0 lets the system choose, which is best; .NET Standard has no name for it.
    private static void AllowCurrentTls()
    {
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)
            && ServicePointManager.SecurityProtocol != 0)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }
    }
}
