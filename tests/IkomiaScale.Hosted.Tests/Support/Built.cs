using System.Reflection;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>What the build has made, and where.</summary>
internal static class Built
{
    /// <summary>The folder of the checkout.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The program that runs a script in the engine.</summary>
    public static string HostProgram { get; } = Metadata("HostPath");

    /// <summary>The folder of the module, as it is imported everywhere.</summary>
    public static string Module { get; } = Path.Combine(Root, "output", "IkomiaScale");

    /// <summary>The folder of the emulator.</summary>
    public static string Emulator { get; } = Path.Combine(Root, "output", "emulator");

    /// <summary>The module's manifest.</summary>
    public static string Manifest => ReadableManifest(Module);

    /// <summary>The manifest of a copy of the module.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or cannot be read; the text says what to do.</exception>
    public static string ReadableManifest(string folder)
    {
        var manifest = Path.Combine(folder, "IkomiaScale.psd1");
        try
        {
            File.OpenRead(manifest).Dispose();
            return manifest;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The built module cannot be read ({exception.Message}) Build it with ./build.sh build, or ./build.ps1 build on Windows.");
        }
    }

    private static string Metadata(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
