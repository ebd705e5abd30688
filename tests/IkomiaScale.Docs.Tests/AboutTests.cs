using System.Diagnostics;

namespace IkomiaScale.Docs.Tests;

/// <summary>The topics as Get-Help shows them: in a terminal of 80 columns, without Markdown.</summary>
public sealed class AboutTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ikomiascale-about-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_line_of_a_topic_fits_a_terminal_of_80_columns()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Checkout.HelpTool, Path.Combine(Checkout.Root, "docs", "en-US"), folder]) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);

        var topics = Directory.GetFiles(folder, "about_*.help.txt");
        Assert.Equal(Checkout.Pages.Count(page => page.IsAbout), topics.Length);
        Problems.None(topics.SelectMany(file => File.ReadLines(file)
            .Select((line, index) => (line, index))
            .Where(item => item.line.Length > 80)
            .Select(item => $"{Path.GetFileName(file)}({item.index + 1}): {item.line.Length} columns: {item.line.Trim()}")));
    }
}
