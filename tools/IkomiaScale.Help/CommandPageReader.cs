using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IkomiaScale.Help;

/// <summary>Reads the page of a cmdlet in the layout of platyPS 0.14 (schema 2.0.0).</summary>
internal static class CommandPageReader
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpException">Something that every page has is missing.</exception>
    public static CommandPage Read(string name, MarkdownPage page)
    {
        if (!page.Sections.Any(section => section is { Level: 1 } && section.Title == name))
        {
            throw new HelpException(page.File, $"The title must be '# {name}', the name of the file.");
        }

        return new CommandPage
        {
            Name = name,
            HelpFile = page.FrontMatter.GetValueOrDefault("external help file") is { Length: > 0 } file
                ? file
                : throw new HelpException(page.File, "The front matter has no 'external help file'."),
            OnlineUrl = page.FrontMatter.GetValueOrDefault("online version") is { Length: > 0 } url ? url : null,
            Synopsis = string.Join(" ", Paragraphs(page, "SYNOPSIS")),
            Description = Paragraphs(page, "DESCRIPTION"),
            Syntax = ReadSyntax(page),
            Examples = NotEmpty(page, "EXAMPLES", page.Below("EXAMPLES").Select(ReadExample).ToList()),
            Parameters = page.Below("PARAMETERS").Where(section => section.Title.StartsWith('-')).Select(section => ReadParameter(page, section)).ToList(),
            Inputs = page.Below("INPUTS").Select(ReadType).ToList(),
            Outputs = page.Below("OUTPUTS").Select(ReadType).ToList(),
            Notes = page.Find("NOTES")?.Paragraphs.ToList() ?? [],
            Links = page.Find("RELATED LINKS")?.Blocks.SelectMany(block => block.Descendants<LinkInline>()).Select(ReadLink).ToList() ?? [],
        };
    }

    private static List<string> Paragraphs(MarkdownPage page, string title) =>
        NotEmpty(page, title, page.Find(title)?.Paragraphs.ToList() ?? []);

    private static List<T> NotEmpty<T>(MarkdownPage page, string title, List<T> items) =>
        items.Count > 0 ? items : throw new HelpException(page.File, $"The section '## {title}' is missing or empty.");

    // One block of code without a heading, or one below the heading of each set.
    private static IReadOnlyList<SyntaxEntry> ReadSyntax(MarkdownPage page)
    {
        var sets = page.Below("SYNTAX").Select(section => new SyntaxEntry(section.Title.Replace(" (Default)", string.Empty), Code(section))).ToList();
        return sets.Count > 0 || page.Find("SYNTAX") is not { } single ? NotEmpty(page, "SYNTAX", sets) : [new SyntaxEntry("(All)", Code(single))];
    }

    private static string Code(Section section) => string.Join("\n", section.Code);

    // What is typed is marked powershell; what it prints, and all else, is a remark.
    private static Example ReadExample(Section section)
    {
        var typed = section.Blocks.OfType<FencedCodeBlock>().Where(block => block.Info == "powershell").ToList();
        return new Example(
            section.Title,
            string.Join("\n\n", typed.Select(PlainText.Code)),
            section.Blocks.Except(typed).SelectMany(PlainText.Paragraphs).ToList());
    }

    private static ParameterEntry ReadParameter(MarkdownPage page, Section section)
    {
        var yaml = section.Blocks.OfType<FencedCodeBlock>().Where(block => block.Info == "yaml").ToList();
        var blocks = yaml.Select(block => YamlFields.Read(PlainText.Lines(block))).ToList();
        if (blocks.Count == 0 || blocks.Any(block => ParameterBlock.FieldNames.Any(field => !block.ContainsKey(field))))
        {
            throw new HelpException(page.File, $"'{section.Title}' has no yaml block, or one that lacks a field.");
        }

        return new ParameterEntry(
            section.Title.TrimStart('-'),
            section.Blocks.Except(yaml).SelectMany(PlainText.Paragraphs).ToList(),
            blocks.Select(block => new ParameterBlock(block)).ToList());
    }

    private static TypeEntry ReadType(Section section) => new(section.Title, section.Paragraphs.ToList());

    private static LinkEntry ReadLink(LinkInline link) => new(PlainText.Of(link), link.Url ?? string.Empty);
}
