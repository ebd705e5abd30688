namespace IkomiaScale.Docs.Tests;

/// <summary>Links inside a page and between pages lead to a file that exists, and to a heading that it has.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading_that_exist()
    {
        var links = Checkout.Pages.SelectMany(page => page.Links.Select(link => (Page: page, link.Line, link.Url))).ToList();

        // Were none found, the pages would not have been read.
        Assert.True(links.Count > 100, $"Only {links.Count} links were found.");
        Problems.None(links.Select(link => Problem(link.Page, link.Url) is { } problem ? $"{link.Page}({link.Line}): {problem}" : null).OfType<string>());
    }

    [Theory]
    [InlineData("no-such-page.md")]
    [InlineData("docs/start.md#no-such-heading")]
    [InlineData("#no-such-heading")]
    [InlineData("docs/START.md")]
    public void A_broken_link_is_found(string url) => Assert.NotNull(Problem(Checkout.Pages.Single(page => page.Name == "README.md"), url));

    [Theory]
    [InlineData("https://example.com/anything")]
    [InlineData("docs/start.md")]
    [InlineData("docs/en-US")]
    [InlineData("docs/troubleshooting.md#objectexists")]
    public void A_good_link_is_none(string url) => Assert.Null(Problem(Checkout.Pages.Single(page => page.Name == "README.md"), url));

    // The web is not asked: a test must not fail because another site does.
    private static string? Problem(Page page, string url)
    {
        if (url.Contains("://", StringComparison.Ordinal) || url.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = url.Split('#', 2);
        var target = parts[0].Length == 0
            ? page.Name
            : Path.GetRelativePath(Checkout.Root, Path.Combine(Path.GetDirectoryName(page.File)!, Uri.UnescapeDataString(parts[0]))).Replace('\\', '/');
        if (!ExistsExactly(target))
        {
            return $"there is no '{url}'";
        }

        var other = Checkout.Pages.FirstOrDefault(item => item.Name == target);
        return parts.Length == 1 || other is null || other.Anchors.Contains(parts[1]) ? null : $"'{target}' has no heading for '#{parts[1]}'";
    }

    // Also where the file system ignores case: the web does not.
    private static bool ExistsExactly(string name)
    {
        var folder = Checkout.Root;
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is not (".." or ".") && !Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) == part))
            {
                return false;
            }

            folder = Path.Combine(folder, part);
        }

        return true;
    }
}
