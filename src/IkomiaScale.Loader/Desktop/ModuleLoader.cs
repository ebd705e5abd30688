using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;

namespace IkomiaScale.Loader;

/// <summary>
/// Loads the module in Windows PowerShell 5.1, and in PowerShell 7 before 7.4. There is no load context to be alone in:
/// a table of the module's own assemblies answers when .NET looks for one of them and does not find it.
/// </summary>
public static class ModuleLoader
{
    private static readonly object Gate = new();
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;
    private static Dictionary<string, string>? table;

    /// <summary>Loads the module's assembly and begins to answer for its dependencies.</summary>
    /// <returns>The assembly that has the cmdlets.</returns>
    public static Assembly LoadModule()
    {
        lock (Gate)
        {
            if (table is null)
            {
                table = Directory.GetFiles(Folder, "*.dll").ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            }
        }

        AllowCurrentTls();
        return Assembly.LoadFrom(Path.Combine(Folder, "IkomiaScale.dll"));
    }

    /// <summary>Called when the module is removed: .NET is not answered any more.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
            table = null;
        }
    }

    /// <summary>The file that answers for an assembly name; null where it is not one of the module's.</summary>
    internal static string? FileFor(string assemblyName) =>
        table is { } files && files.TryGetValue(new AssemblyName(assemblyName).Name, out var file) ? file : null;

    private static Assembly? Resolve(object sender, ResolveEventArgs request) =>
        FileFor(request.Name) is { } file ? Assembly.LoadFrom(file) : null;

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
