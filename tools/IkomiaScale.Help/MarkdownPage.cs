using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace IkomiaScale.Help;

/// <summary>A page as its front matter and its sections.</summary>
internal sealed class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    private MarkdownPage(string file, IReadOnlyDictionary<string, string> frontMatter, IReadOnlyList<Section> sections)
    {
        File = file;
        FrontMatter = frontMatter;
        Sections = sections;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The values between the first two lines of dashes.</summary>
    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    /// <summary>The sections, in the order of the page; each holds the blocks up to the next heading of any level.</summary>
    public IReadOnlyList<Section> Sections { get; }

    /// <summary>Reads a page.</summary>
    public static MarkdownPage Read(string file)
    {
        var document = Markdown.Parse(System.IO.File.ReadAllText(file).Replace("\r\n", "\n"), Pipeline);
        var frontMatter = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var sections = new List<Section> { new(0, string.Empty) };
        foreach (var block in document)
        {
            switch (block)
            {
                case YamlFrontMatterBlock yaml:
                    frontMatter = YamlFields.Read(PlainText.Lines(yaml));
                    break;
                case HeadingBlock heading:
                    sections.Add(new Section(heading.Level, PlainText.Of(heading.Inline)));
                    break;

                // Comments are for those who edit the page and for the tests.
                case HtmlBlock or LinkReferenceDefinitionGroup:
                    break;
                default:
                    sections[^1].Blocks.Add(block);
                    break;
            }
        }

        return new MarkdownPage(file, frontMatter, sections);
    }

    /// <summary>The section of a heading of the second level; null where there is none.</summary>
    public Section? Find(string title) => Sections.FirstOrDefault(section => section.Level == 2 && section.Title == title);

    /// <summary>The sections below a heading of the second level.</summary>
    public IEnumerable<Section> Below(string title) => Sections
        .SkipWhile(section => section.Level != 2 || section.Title != title)
        .Skip(1)
        .TakeWhile(section => section.Level > 2);
}
