using System.Reflection;

namespace IkomiaScale.Docs.Tests;

/// <summary>Where the pages and the tools are.</summary>
internal static class Checkout
{
    /// <summary>The folder of the solution, with a separator at its end.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The built help tool.</summary>
    public static string HelpTool { get; } = Metadata("HelpTool");

    /// <summary>All pages, in the order of their names.</summary>
    public static IReadOnlyList<Page> Pages { get; } = Files().Select(file => new Page(file)).OrderBy(page => page.Name, StringComparer.Ordinal).ToList();

    /// <summary>The C# files of a project below <c>src</c>, without generated ones.</summary>
    public static IEnumerable<string> Sources(string project) => Directory
        .EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !NameOf(file).Split('/').Any(folder => folder is "obj" or "bin"))
        .OrderBy(file => file, StringComparer.Ordinal);

    /// <summary>The name of a file below the root, with <c>/</c>.</summary>
    public static string NameOf(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<string> Files()
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*.md"))
        {
            yield return file;
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        {
            yield return file;
        }

        yield return Path.Combine(Root, "src", "IkomiaScale.Emulator", "README.md");
    }

    private static string Metadata(string key) =>
        typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
