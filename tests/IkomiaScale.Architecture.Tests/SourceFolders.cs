using System.Text.RegularExpressions;

namespace IkomiaScale.Architecture.Tests;

/// <summary>In which folder of its project each type is declared: the public types of several folders share a namespace.</summary>
internal sealed partial class SourceFolders
{
    /// <summary>What the root of a project is called.</summary>
    public const string Root = "(root)";

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    private SourceFolders()
    {
    }

    /// <summary>All folders that have sources.</summary>
    public IEnumerable<string> All => _folders.Values.Distinct();

    /// <summary>Reads the sources of a project.</summary>
    public static SourceFolders Of(string project)
    {
        var result = new SourceFolders();
        foreach (var path in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(project, path).Replace(Path.DirectorySeparatorChar, '/');
            if (relative.StartsWith("bin/", StringComparison.Ordinal) || relative.StartsWith("obj/", StringComparison.Ordinal))
            {
                continue;
            }

            var folder = relative.Contains('/', StringComparison.Ordinal) ? relative[..relative.LastIndexOf('/')] : Root;
            var source = File.ReadAllText(path);
            var space = Namespace().Match(source).Groups[1].Value;
            foreach (Match type in Declaration().Matches(source))
            {
                result._folders[$"{space}.{type.Groups[1].Value}"] = folder;
            }
        }

        return result;
    }

    /// <summary>The folder of a type by its full name without the number of its type parameters; null where it is not declared in the project.</summary>
    public string? Find(string fullName) => _folders.GetValueOrDefault(fullName);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // Nested types are indented, and belong to the folder of the outer one.
    [GeneratedRegex(@"^(?:public |internal |file |sealed |static |abstract |partial |readonly )*(?:class|struct|interface|enum|record(?: struct)?|delegate [\w<>?\[\]]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
