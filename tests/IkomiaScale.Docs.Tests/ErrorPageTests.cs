using System.Text.RegularExpressions;

namespace IkomiaScale.Docs.Tests;

/// <summary>docs/troubleshooting.md answers the same three questions for each error id. That it has each id, Docs.Tests.ps1 checks.</summary>
public sealed class ErrorPageTests
{
    private static readonly string[] Questions = ["What you see:", "Why:", "What to do:"];

    [Fact]
    public void Each_id_has_what_you_see_why_and_what_to_do()
    {
        var page = Checkout.Pages.Single(item => item.Name == "docs/troubleshooting.md");
        var ids = page.Headings.Where(heading => heading.Level == 2 && Regex.IsMatch(heading.Text, @"^\w+$")).ToList();

        // Were none found, the page would not have been read.
        Assert.True(ids.Count > 20, $"Only {ids.Count} ids were found.");
        Problems.None(ids.SelectMany(id => Missing(string.Join('\n', page.Below(id.Text))).Select(question => $"{id.Text}: no '{question}'")));
    }

    [Fact]
    public void A_missing_answer_is_found() => Assert.Equal(["Why:"], Missing("**What you see:** a.\n\n**What to do:** b.\n"));

    private static IEnumerable<string> Missing(string section) => Questions.Where(question => !section.Contains($"**{question}**", StringComparison.Ordinal));
}
