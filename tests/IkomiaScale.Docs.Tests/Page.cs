using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IkomiaScale.Docs.Tests;

/// <summary>A page: its text, its lines, and its Markdown.</summary>
internal sealed class Page
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>Reads a page.</summary>
    public Page(string file)
        : this(System.IO.Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'), System.IO.File.ReadAllText(file)) => File = file;

    /// <summary>A page of a text, for tests of the checks themselves.</summary>
    public Page(string name, string text)
    {
        Name = name;
        File = name;
        Text = text.Replace("\r\n", "\n");
        Lines = Text.Split('\n');
        Document = Markdown.Parse(Text, Pipeline);
        Headings = Document.OfType<HeadingBlock>().Select(block => new Heading(block.Level, PlainText(block.Inline), block.Line + 1)).ToList();
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The file below the root, with <c>/</c>.</summary>
    public string Name { get; }

    /// <summary>The text, with line feeds only.</summary>
    public string Text { get; }

    /// <summary>The lines of the text.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The Markdown.</summary>
    public MarkdownDocument Document { get; }

    /// <summary>The headings in the order of the page.</summary>
    public IReadOnlyList<Heading> Headings { get; }

    /// <summary>Whether it is a page of help, in the layout of platyPS.</summary>
    public bool IsHelp => Name.StartsWith("docs/en-US/", StringComparison.Ordinal);

    /// <summary>Whether it is a topic of the help, which a terminal shows at 80 columns.</summary>
    public bool IsAbout => IsHelp && System.IO.Path.GetFileName(Name).StartsWith("about_", StringComparison.Ordinal);

    /// <summary>The anchors of the headings as GitHub makes them: a second heading of the same text gets <c>-1</c>.</summary>
    public IEnumerable<string> Anchors
    {
        get
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var anchor in Headings.Select(heading => Anchor(heading.Text)))
            {
                seen[anchor] = seen.TryGetValue(anchor, out var count) ? count + 1 : 0;
                yield return seen[anchor] == 0 ? anchor : $"{anchor}-{seen[anchor]}";
            }
        }
    }

    /// <summary>What people read: paragraphs, list items, cells and headings, without code; each with its line, from 1.</summary>
    public IEnumerable<(int Line, string Text)> Prose => Document.Descendants<LeafBlock>()
        .Where(block => block is ParagraphBlock or HeadingBlock)
        .SelectMany(block => PlainText(block.Inline).Split('\n').Select((text, index) => (block.Line + 1 + index, text)));

    /// <summary>The links of the page.</summary>
    public IEnumerable<(int Line, string Url)> Links => Document.Descendants<LinkInline>().Select(link => (link.Line + 1, link.Url ?? string.Empty));

    /// <summary>The tables.</summary>
    public IEnumerable<Table> Tables => Document.Descendants<Table>();

    /// <summary>The lines that hold code, front matter, HTML or tables, from 1.</summary>
    public ISet<int> LinesThatCannotWrap
    {
        get
        {
            var lines = new HashSet<int>();
            foreach (var block in Document.Descendants().OfType<Block>().Where(block => block is CodeBlock or HtmlBlock or Table or HeadingBlock or YamlFrontMatterBlock))
            {
                var first = block.Line + 1;
                lines.UnionWith(Enumerable.Range(first, Text.AsSpan(block.Span.Start, Math.Max(0, block.Span.Length)).Count('\n') + 1));
            }

            return lines;
        }
    }

    /// <summary>The lines below a heading up to the next of its level or above.</summary>
    public IEnumerable<string> Below(string heading)
    {
        var index = Headings.ToList().FindIndex(item => item.Text == heading);
        if (index < 0)
        {
            throw new InvalidOperationException($"{Name} has no heading '{heading}'.");
        }

        var next = Headings.Skip(index + 1).FirstOrDefault(item => item.Level <= Headings[index].Level);
        return Lines.Skip(Headings[index].Line).Take((next?.Line ?? Lines.Count + 1) - Headings[index].Line - 1);
    }

    /// <summary>Text without emphasis and without code, lines as they are in the source.</summary>
    public static string PlainText(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                LineBreakInline => "\n",
                CodeInline code when inlines?.ParentBlock is HeadingBlock => code.Content,
                CodeInline => "`",
                ContainerInline container => PlainText(container),
                _ => string.Empty,
            });
        }

        return text.ToString();
    }

    /// <summary>The name of a page, for the output of the tests.</summary>
    public override string ToString() => Name;

    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');
}

/// <summary>A heading.</summary>
/// <param name="Level">1 for the title.</param>
/// <param name="Text">Its text.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record Heading(int Level, string Text, int Line);
