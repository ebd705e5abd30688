using System.Text.RegularExpressions;

namespace IkomiaScale.Docs.Tests;

/// <summary>The pages of the cmdlets say what somebody looks up in them. That they agree with the code, Help.Tests.ps1 checks.</summary>
public sealed class HelpPageTests
{
    private static readonly List<Page> Cmdlets = Checkout.Pages.Where(page => page.IsHelp && !page.IsAbout).ToList();

    [Fact]
    public void A_synopsis_begins_with_a_verb() => Problems.None(All().SelectMany(Synopsis));

    [Fact]
    public void A_parameter_that_has_a_default_names_it() => Problems.None(All().SelectMany(Defaults));

    [Fact]
    public void Examples_are_counted_and_links_lead_on() => Problems.None(All().SelectMany(Examples).Concat(All().SelectMany(Related)));

    [Fact]
    public void An_example_shows_or_says_what_it_prints() => Problems.None(All().SelectMany(Outputs));

    [Fact]
    public void What_is_missing_is_found()
    {
        const string Page = "# Get-Thing\n\n## SYNOPSIS\n\nThe things.\n\n## EXAMPLES\n\n### Example 2: A\n\n## PARAMETERS\n\n"
            + "### -Count\n\nHow many.\n\n```yaml\nDefault value: 8\n```\n\n## RELATED LINKS\n\n[Online Version:](https://example.com)\n";
        var page = new Page("docs/en-US/Get-Thing.md", Page);

        Assert.Single(Synopsis(page));
        Assert.Single(Defaults(page));
        Assert.Single(Examples(page));
        Assert.NotEmpty(Related(page));

        const string Silent = "# A\n\n## EXAMPLES\n\n### Example 1: A\n\n```powershell\nGet-Thing\n```\n\n";
        Assert.Single(Outputs(new Page("docs/en-US/Get-Thing.md", Silent + "## PARAMETERS\n")));
        Assert.Empty(Outputs(new Page("docs/en-US/Get-Thing.md", Silent + "It prints nothing.\n\n## PARAMETERS\n")));
        Assert.Empty(Outputs(new Page("docs/en-US/Get-Thing.md", Silent + "```Output\nA thing\n```\n\n## PARAMETERS\n")));
    }

    private static IEnumerable<Page> All()
    {
        // Were none found, the pages would not have been read.
        Assert.True(Cmdlets.Count > 15, $"Only {Cmdlets.Count} pages were found.");
        return Cmdlets;
    }

    // "Lists …", "Gets …": the third person, as in all help of PowerShell.
    private static IEnumerable<string> Synopsis(Page page)
    {
        var first = page.Below("SYNOPSIS").First(line => line.Length > 0).Split(' ')[0];
        return Regex.IsMatch(first, "^[A-Z][a-z]+s$") && first is not ("This" or "Its") ? [] : [$"{page}: the synopsis begins with '{first}', and not with a verb"];
    }

    // The yaml block has the default for tools; people read the text.
    private static IEnumerable<string> Defaults(Page page) => Regex
        .Matches(page.Text, @"(?ms)^### -(?<name>\w+)\n(?<text>.*?)^```yaml\n(?<yaml>.*?)^```")
        .Where(match => Regex.Match(match.Groups["yaml"].Value, @"(?m)^Default value: (.*)$").Groups[1].Value is not ("None" or "False" or ""))
        .Where(match => !match.Groups["text"].Value.Contains("default", StringComparison.OrdinalIgnoreCase))
        .Select(match => $"{page}: the text of -{match.Groups["name"].Value} does not name its default");

    private static IEnumerable<string> Examples(Page page)
    {
        var titles = page.Headings.Where(heading => heading.Text.StartsWith("Example ", StringComparison.Ordinal)).Select(heading => heading.Text).ToList();
        return titles.Where((title, index) => !title.StartsWith($"Example {index + 1}: ", StringComparison.Ordinal)).Select(title => $"{page}: '{title}' is out of order");
    }

    // An example that needs an account cannot be run here, so nobody knows what it prints.
    private static IEnumerable<string> Outputs(Page page) => Regex
        .Matches(page.Text, @"(?ms)^### (?<title>Example [^\n]+)\n(?<body>.*?)(?=^##)")
        .Where(match => !match.Groups["body"].Value.Contains("<!-- not run", StringComparison.Ordinal))
        .Where(match => Regex.Split(match.Groups["body"].Value, @"(?m)^```\s*$")[^1].Trim().Length == 0 && !match.Groups["body"].Value.Contains("```Output", StringComparison.Ordinal))
        .Select(match => $"{page}: '{match.Groups["title"].Value}' does not show what it prints");

    private static IEnumerable<string> Related(Page page)
    {
        var links = string.Join('\n', page.Below("RELATED LINKS"));
        if (!links.Contains("[Online Version:](", StringComparison.Ordinal))
        {
            yield return $"{page}: no link to the online version";
        }

        if (!links.Contains("](about_IkomiaScale", StringComparison.Ordinal) || !Regex.IsMatch(links, @"\]\(\w+-\w+\.md\)"))
        {
            yield return $"{page}: RELATED LINKS need another cmdlet and a topic";
        }
    }
}
