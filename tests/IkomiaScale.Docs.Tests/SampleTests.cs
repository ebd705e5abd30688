namespace IkomiaScale.Docs.Tests;

/// <summary>Examples in other languages than PowerShell are files of samples, which are built and run as tests.</summary>
public sealed class SampleTests
{
    [Fact]
    public void The_example_for_xunit_is_the_sample()
    {
        var page = Checkout.Pages.Single(page => page.Name == "docs/testing.md");
        var lines = page.Below("From xunit").SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```");
        Assert.Equal(File.ReadLines(Path.Combine(Checkout.Root, "samples", "Testing", "CountTests.cs")), lines);
    }
}
