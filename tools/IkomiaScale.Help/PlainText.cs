using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IkomiaScale.Help;

/// <summary>Markdown as the plain text that a terminal shows.</summary>
internal static class PlainText
{
    /// <summary>The text of a paragraph, a heading or a cell: no emphasis, code as it is, links as their text.</summary>
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                ContainerInline container => Of(container),
                _ => string.Empty,
            });
        }

        return text.ToString();
    }

    /// <summary>The lines of a block of code or front matter.</summary>
    public static IEnumerable<string> Lines(LeafBlock block) => Enumerable.Range(0, block.Lines.Count).Select(index => block.Lines.Lines[index].ToString());

    /// <summary>A block of code.</summary>
    public static string Code(CodeBlock block) => string.Join("\n", Lines(block)).TrimEnd();

    /// <summary>The paragraphs that a block stands for.</summary>
    public static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph.Inline)],
        CodeBlock code => [Code(code)],
        ListBlock list => [string.Join("\n", Items(list))],
        Table table => [string.Join("\n", Rows(table))],
        QuoteBlock quote => quote.SelectMany(Paragraphs),
        _ => [],
    };

    /// <summary>The items of a list, each with its mark.</summary>
    public static IEnumerable<string> Items(ListBlock list) => list.OfType<ListItemBlock>()
        .Select((item, index) => $"{(list.IsOrdered ? $"{index + 1}." : "-")} {string.Join(" ", item.SelectMany(Paragraphs))}");

    /// <summary>The rows of a table in columns.</summary>
    public static IEnumerable<string> Rows(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(CellText).ToArray()).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row.ElementAtOrDefault(column)?.Length ?? 0)).ToArray();
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            yield return string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            if (index == 0)
            {
                yield return string.Join("  ", widths.Select(width => new string('-', width)));
            }
        }
    }

    private static string CellText(TableCell cell) => string.Join(" ", cell.SelectMany(Paragraphs));
}
