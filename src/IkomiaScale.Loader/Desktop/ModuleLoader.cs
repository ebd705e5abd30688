using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;

namespace IkomiaScale.Loader;

/// <summary>
/// Loads the module in Windows PowerShell 5.1, and in PowerShell 7 before 7.4. There is no load context to be alone in:
/// a table of the module's own assemblies answers when .NET looks for one of them and does not find it. So there is room for
/// one version of the module in a process; another one is refused.
/// </summary>
public static class ModuleLoader
{
    private static readonly object Gate = new();
    private static ModuleFiles? loaded;
    private static int imports;

    /// <summary>Loads the module's assembly and begins to answer for its dependencies.</summary>
    /// <param name="folder">The folder of the assemblies.</param>
    /// <returns>The assembly that has the cmdlets.</returns>
    /// <exception cref="InvalidOperationException">The process has loaded other files already.</exception>
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

    /// <summary>Called when the module is removed: after the last one, .NET is not answered any more.</summary>
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

    // Windows PowerShell may start with protocols that the service no longer speaks. Others are left as they are. 0 means
    // that the system chooses, which is best of all; .NET Standard has no name for it.
    private static void AllowCurrentTls()
    {
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)
            && ServicePointManager.SecurityProtocol != 0)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }
    }
}
