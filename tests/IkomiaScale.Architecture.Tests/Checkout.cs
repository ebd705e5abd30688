using System.Reflection;

namespace IkomiaScale.Architecture.Tests;

/// <summary>Where the sources and the built assemblies are.</summary>
internal static class Checkout
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The built assembly of a project.</summary>
    public static string Assembly(string name) => Metadata("Assembly:" + name);

    private static string Metadata(string key) =>
        typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
