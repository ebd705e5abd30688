namespace IkomiaScale.Docs.Tests;

/// <summary>Headings in order, tables whose rows fit together, and lines of a length that a diff can show.</summary>
public sealed class StructureTests
{
    private const int LongestLine = 100;

    [Fact]
    public void A_page_has_one_title_at_its_top_and_no_level_is_left_out()
    {
        Problems.None(Checkout.Pages.SelectMany(HeadingProblems));
    }

    [Fact]
    public void Rows_of_a_table_have_as_many_cells_as_its_head()
    {
        Problems.None(Checkout.Pages.SelectMany(TableProblems));
    }

    [Fact]
    public void Lines_of_text_are_short()
    {
        Problems.None(Checkout.Pages.Where(page => !page.IsHelp).SelectMany(LongLines));
    }

    [Fact]
    public void The_readme_stays_under_120_lines() => Assert.InRange(Checkout.Pages.Single(page => page.Name == "README.md").Text.TrimEnd().Split('\n').Length, 50, 119);

    [Fact]
    public void A_page_says_first_for_whom_it_is()
    {
        var pages = Checkout.Pages.Where(page => page.Name.StartsWith("docs/", StringComparison.Ordinal) && !page.IsHelp && page.Name != "docs/README.md").ToList();

        // Were none found, the pages would not have been read.
        Assert.True(pages.Count > 10, $"Only {pages.Count} pages were found.");
        Problems.None(pages.SelectMany(AudienceProblems));
    }

    [Fact]
    public void What_is_wrong_is_found()
    {
        Assert.Single(AudienceProblems(new Page("docs/a.md", "# A\n\nThe text.\n")));
        Assert.Empty(AudienceProblems(new Page("docs/a.md", "# A\n\nFor people who read it.\n")));
        Assert.Single(HeadingProblems(new Page("a.md", "# A\n\n### B\n")));
        Assert.Single(HeadingProblems(new Page("a.md", "# A\n\n# B\n")));
        Assert.Single(HeadingProblems(new Page("a.md", "# A\n\n## B\n\n## B\n")));
        Assert.Single(TableProblems(new Page("a.md", "# A\n\n| a | b |\n|---|---|\n| 1 |\n")));
        Assert.Single(TableProblems(new Page("a.md", "# A\n\n| a | b |\n|---|---|\n| 1 | `x|y` |\n")));
        Assert.Single(LongLines(new Page("a.md", "# A\n\n" + new string('x', 50) + " " + new string('y', 60) + "\n")));
        Assert.Empty(LongLines(new Page("a.md", "# A\n\n```\n" + new string('x', 120) + "\n```\n\n| " + new string('x', 120) + " |\n|---|\n| y |\n")));
    }

    private static IEnumerable<string> AudienceProblems(Page page) =>
        page.Lines.Skip(1).First(line => line.Length > 0).StartsWith("For ", StringComparison.Ordinal) ? [] : [$"{page}: its first paragraph must begin with 'For ...', for whom it is"];

    private static IEnumerable<string> HeadingProblems(Page page)
    {
        if (page.Headings.Count == 0 || page.Headings[0].Level != 1)
        {
            yield return $"{page}: its first heading must be its title, as '# Title'";
        }

        foreach (var (heading, index) in page.Headings.Select((heading, index) => (heading, index)))
        {
            if (index > 0 && heading.Level == 1)
            {
                yield return $"{page}({heading.Line}): a second title '{heading.Text}'";
            }
            else if (index > 0 && heading.Level > page.Headings[index - 1].Level + 1)
            {
                yield return $"{page}({heading.Line}): '{heading.Text}' leaves out a level";
            }
        }

        // In help a type can be both an input and an output.
        var parent = string.Empty;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var heading in page.Headings)
        {
            parent = !page.IsHelp ? string.Empty : heading.Level < 3 ? heading.Text : parent;
            if (!seen.Add($"{parent}/{heading.Text}"))
            {
                yield return $"{page}({heading.Line}): a second heading '{heading.Text}', whose link leads to the first";
            }
        }
    }

    // Markdig fills up rows that are short, so the lines are counted.
    private static IEnumerable<string> TableProblems(Page page)
    {
        foreach (var table in page.Tables)
        {
            var rows = page.Lines.Skip(table.Line).TakeWhile(line => line.StartsWith('|')).ToList();
            foreach (var (row, index) in rows.Select((row, index) => (row, index)).Where(item => Cells(item.row) != Cells(rows[0])))
            {
                yield return $"{page}({table.Line + 1 + index}): {Cells(row)} cells below a head of {Cells(rows[0])}";
            }
        }
    }

    private static int Cells(string row) => row.Trim().Trim('|').Replace(@"\|", string.Empty).Count(letter => letter == '|') + 1;

    private static IEnumerable<string> LongLines(Page page)
    {
        var exempt = page.LinesThatCannotWrap;
        return page.Lines
            .Select((line, index) => (Text: line, Number: index + 1))
            .Where(line => line.Text.Length > LongestLine && !exempt.Contains(line.Number) && line.Text.Trim().Contains(' '))
            .Select(line => $"{page}({line.Number}): {line.Text.Length} characters, at most {LongestLine}");
    }
}
