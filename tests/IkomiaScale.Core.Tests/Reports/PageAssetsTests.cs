using System.Text.RegularExpressions;
using IkomiaScale.Reports.Page;

namespace IkomiaScale.Tests.Reports;

public sealed class PageAssetsTests
{
    [Fact]
    public void The_modules_are_one_script_in_which_each_name_is_there_once()
    {
        var names = Regex.Matches(PageAssets.Script, @"^(?:async )?(?:function\*?|const|let|class) (\w+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
        Assert.True(names.Count > 50, $"Only {names.Count} names were found.");
        Assert.Equal(names.Distinct().Order(), names.Order());
        Assert.DoesNotMatch(@"(?m)^\s*(import|export)\b", PageAssets.Script);
        Assert.DoesNotContain("</script", PageAssets.Script, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</style", PageAssets.Style, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("innerHTML")]
    [InlineData("outerHTML")]
    [InlineData("insertAdjacentHTML")]
    [InlineData("document.write")]
    [InlineData("DOMParser")]
    [InlineData("eval(")]
    [InlineData("new Function")]
    [InlineData("fetch(")]
    [InlineData("XMLHttpRequest")]
    public void The_script_makes_no_markup_of_text_and_asks_nobody(string name) => Assert.DoesNotContain(name, PageAssets.Script, StringComparison.Ordinal);
}
