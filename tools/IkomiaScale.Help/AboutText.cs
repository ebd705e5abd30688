using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace IkomiaScale.Help;

/// <summary>Writes an about topic as the text that Get-Help shows: headings at the margin, all else indented and wrapped.</summary>
internal static class AboutText
{
    private const int Width = 79;
    private const string Indent = "    ";

    /// <summary>The text of a topic. PowerShell takes its fifth line for the synopsis.</summary>
    /// <exception cref="HelpException">It does not begin with a short description of one line.</exception>
    public static string Write(string name, MarkdownPage page)
    {
        var sections = page.Sections.Where(section => section.Level > 0 && section.Title != name && section.Blocks.Count > 0).ToList();
        if (sections.Count == 0 || sections[0].Title != "SHORT DESCRIPTION" || Wrap(sections[0].Paragraphs.First(), 0).Count() != 1)
        {
            throw new HelpException(page.File, "It must begin with '## SHORT DESCRIPTION' and one line of text.");
        }

        var text = new StringBuilder("TOPIC\n").Append(Indent).Append(name).Append("\n\n");
        foreach (var section in sections)
        {
            text.Append(section.Level > 2 ? "  " : string.Empty).Append(section.Title).Append('\n');
            foreach (var line in section.Blocks.SelectMany((block, index) => Block(block, isFirst: index == 0)))
            {
                text.Append(line.Length == 0 ? line : Indent + line).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<string> Block(Block block, bool isFirst) => isFirst ? Lines(block) : Lines(block).Prepend(string.Empty);

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        CodeBlock code => PlainText.Code(code).Split('\n').Select(line => (Indent + line).TrimEnd()),
        ListBlock list => PlainText.Items(list).SelectMany(item => Wrap(item, item.IndexOf(' ') + 1)),
        Table table => PlainText.Rows(table),
        _ => PlainText.Paragraphs(block).SelectMany(paragraph => Wrap(paragraph, 0)),
    };

    private static IEnumerable<string> Wrap(string text, int hanging)
    {
        var line = string.Empty;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length == 0)
            {
                line = word;
            }
            else if (line.Length + 1 + word.Length <= Width - Indent.Length)
            {
                line += " " + word;
            }
            else
            {
                yield return line;
                line = new string(' ', hanging) + word;
            }
        }

        yield return line;
    }
}
