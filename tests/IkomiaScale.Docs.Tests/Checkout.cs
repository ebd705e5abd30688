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
