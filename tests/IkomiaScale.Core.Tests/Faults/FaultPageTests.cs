using System.Text;

namespace IkomiaScale.Tests.Faults;

/// <summary>The page for people says what the tests check: it is made of their data.</summary>
public sealed class FaultPageTests
{
    private const string Begin = "<!-- The matrix. Made by the tests: with IKOMIASCALE_UPDATE_DOCS=1 they write it. -->";
    private const string End = "<!-- The end of the matrix. -->";
    private const string UpdateVariable = "IKOMIASCALE_UPDATE_DOCS";

    private static readonly FaultCase[] Cases =
        [.. UploadFaultTests.Cases, .. ReadFaultTests.Cases, .. StorageFaultTests.Cases, .. DeploymentFaultTests.Cases];

    [Fact]
    public async Task The_page_has_the_matrix_of_the_tests()
    {
        var file = Path.Combine(Root(), "docs", "reliability.md");
        var page = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        var before = page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
        var after = page[page.IndexOf(End, StringComparison.Ordinal)..];
        var expected = $"{before}\n{Matrix()}{after}";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(file, expected);
            return;
        }

        Assert.True(page == expected, $"docs/reliability.md is not what the tests say. To write it: {UpdateVariable}=1 dotnet test --filter {nameof(FaultPageTests)}");
    }

    [Fact]
    public void Each_case_has_a_name_of_its_own() => Assert.Equal(Cases.Length, Cases.Select(item => item.Name).Distinct().Count());

    [Fact]
    public void There_are_cases_for_every_route()
    {
        string[] routes = ["jwt", "list", "create", "overwrite", "copy", "delete", "presign", "content", "workflow", "run", "results"];

        Assert.Equal(routes.Order(), Cases.SelectMany(item => item.Fault.Rules).Select(rule => rule.Route).Distinct().Order());
    }

    private static string Matrix()
    {
        var matrix = new StringBuilder("| operation | what goes wrong | result | requests | what exists then |\n|---|---|---|---|---|\n");
        foreach (var item in Cases)
        {
            var outcome = item.Outcome.StartsWith(FaultCase.Success, StringComparison.Ordinal) ? item.Outcome : $"`{item.Outcome}`";
            matrix.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {item.Operation.Words} | {item.Fault.Words} | {outcome} | {(item.Requests.Length == 0 ? "none" : item.Requests)} | {item.Leaves} |\n");
        }

        return matrix.ToString();
    }

    // The tests may be run from any folder: they look upwards from where they were built to.
    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IkomiaScale.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The checkout is not above the tests.");
        }

        return folder.FullName;
    }
}
