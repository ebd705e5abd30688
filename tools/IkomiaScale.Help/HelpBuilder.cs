using System.Text;

namespace IkomiaScale.Help;

/// <summary>Turns a folder of pages into help files: one MAML file for all cmdlets, one text file for each about topic.</summary>
internal static class HelpBuilder
{
    private const string AboutPrefix = "about_";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Builds the help.</summary>
    /// <param name="pages">The folder with the pages.</param>
    /// <param name="target">The folder for the help files; made if needed.</param>
    /// <exception cref="HelpException">A page is not as it should be.</exception>
    public static void Build(string pages, string target)
    {
        Directory.CreateDirectory(target);
        var commands = new List<CommandPage>();

        // In the order of the names, so that the same pages always give the same files.
        foreach (var file in Directory.GetFiles(pages, "*.md").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var page = MarkdownPage.Read(file);
            if (name.StartsWith(AboutPrefix, StringComparison.Ordinal))
            {
                File.WriteAllText(Path.Combine(target, name + ".help.txt"), AboutText.Write(name, page), Utf8);
            }
            else
            {
                commands.Add(CommandPageReader.Read(name, page));
            }
        }

        foreach (var file in commands.GroupBy(command => command.HelpFile))
        {
            File.WriteAllText(Path.Combine(target, file.Key), MamlWriter.Write(file), Utf8);
        }
    }
}
