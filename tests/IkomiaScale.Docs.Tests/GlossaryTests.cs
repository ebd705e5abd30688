using System.Text.RegularExpressions;

namespace IkomiaScale.Docs.Tests;

/// <summary>The words that the glossary asks to avoid are in no page.</summary>
public sealed class GlossaryTests
{
    private const string Glossary = "docs/glossary.md";

    private static readonly Page Page = Checkout.Pages.Single(page => page.Name == Glossary);

    private static readonly List<(Regex Pattern, string Better)> Avoided = Page.Below("Words to avoid")
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .SelectMany(cells => Regex.Matches(cells[0], "`([^`]+)`").Select(match => (Whole(match.Groups[1].Value), cells[1])))
        .ToList();

    [Fact]
    public void No_page_has_a_word_to_avoid()
    {
        // Were none found, the glossary would not have been read.
        Assert.True(Avoided.Count > 30, $"Only {Avoided.Count} phrases were found.");
        Problems.None(Checkout.Pages.Where(page => page.Name != Glossary).SelectMany(Find));
    }

    [Fact]
    public void Terms_are_defined_once()
    {
        var terms = Page.Lines
            .TakeWhile(line => line != "## Words to avoid")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| term |", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())
            .ToList();

        Assert.True(terms.Count > 30, $"Only {terms.Count} terms were found.");
        Problems.None(terms.GroupBy(term => term).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void A_word_to_avoid_is_found_over_the_end_of_a_line_but_not_in_code()
    {
        Assert.Single(Find(new Page("a.md", "# A\n\nIt gives objects.\n")));
        Assert.Single(Find(new Page("a.md", "# A\n\nIt goes\non.\n")));
        Assert.Single(Find(new Page("a.md", "# A\n\n| a |\n|---|\n| Read it Anew. |\n")));
        Assert.Empty(Find(new Page("a.md", "# A\n\n`gives`, forgives\n\n```text\nIt gives objects.\n```\n")));
    }

    private static IEnumerable<string> Find(Page page)
    {
        // One text, so that a phrase is found that a line break divides.
        var text = string.Join('\n', page.Prose.Select(item => item.Text));
        foreach (var (pattern, better) in Avoided)
        {
            foreach (var match in pattern.Matches(text).Cast<Match>())
            {
                yield return $"{page}: '{Regex.Replace(match.Value, @"\s+", " ")}' in '{Line(text, match.Index)}'; write: {better}";
            }
        }
    }

    private static Regex Whole(string phrase) => new($@"(?<![\w-]){Regex.Escape(phrase).Replace(@"\ ", @"\s+")}(?![\w-])", RegexOptions.IgnoreCase);

    private static string Line(string text, int index) => text[(text.LastIndexOf('\n', index) + 1)..].Split('\n')[0].Trim();
}
