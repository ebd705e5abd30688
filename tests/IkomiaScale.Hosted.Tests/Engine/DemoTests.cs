namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>The demo, as <c>build.sh demo</c> runs it where there is no PowerShell.</summary>
[TakesLong]
public sealed class DemoTests
{
    [Fact]
    public async Task Shows_each_command_with_its_view_and_ends_with_all_checks()
    {
        var (code, text, errors) = await HostProcess.RunAsync(Path.Combine(Built.Root, "samples", "Demo.ps1"), ["-SizeMB", "1"]);
        Assert.Equal(string.Empty, errors);
        Assert.Equal(0, code);
        Assert.Contains("> Get-IkStorageObject videos | Copy-IkStorageObject -Destination backup/", text, StringComparison.Ordinal);
        Assert.Matches(@"videos/clip\.mp4\s+1\.0 MB\s+video/mp4", text);
        Assert.Matches(@"All \d+ checks hold\.\s*$", text);
    }

    [Fact]
    public async Task Says_in_one_line_what_to_do_where_nothing_was_built()
    {
        using var folder = new TestFolder();
        var demo = folder.Write("samples/Demo.ps1", File.ReadAllText(Path.Combine(Built.Root, "samples", "Demo.ps1")));
        var (code, text, errors) = await HostProcess.RunAsync(demo);
        Assert.Equal(1, code);
        Assert.Equal(string.Empty, text);
        Assert.Matches(@"^The module cannot be read\. .*IkomiaScale\.psd1.*Build it: \./build\.sh build, or \./build\.ps1 build on Windows\.$", Assert.Single(errors.Trim().Split('\n')));
    }

    [Fact]
    public async Task Names_the_script_that_is_not_there()
    {
        using var folder = new TestFolder();
        var (code, _, errors) = await HostProcess.RunAsync(folder.File("none.ps1"));
        Assert.Equal(2, code);
        Assert.Equal($"There is no script '{folder.File("none.ps1")}'.", errors.Trim());
    }

    [Theory]
    [InlineData("exit 3", 3, "")]
    [InlineData("throw 'Not true: this'", 1, "Not true: this")]
    [InlineData("$ErrorActionPreference = 'Stop'; $Host.UI.PromptForChoice('a', 'b', @('c'), 0)", 1, "nobody to answer")]
    [InlineData("Remove-IkNothing", 0, "Remove-IkNothing")]
    public async Task Tells_how_a_script_ended(string script, int code, string error)
    {
        using var folder = new TestFolder();
        var result = await HostProcess.RunAsync(folder.Write("script.ps1", script));
        Assert.Equal(code, result.Code);
        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
    }
}
