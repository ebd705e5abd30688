namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class ExportIkDeploymentReportTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("$result | Export-IkDeploymentReport report.html -PassThru")]
    [InlineData("$result | Export-IkDeploymentReport -Path ./report.html -PassThru")]
    [InlineData("Export-IkDeploymentReport $result report.html -PassThru")]
    [InlineData("Export-IkDeploymentReport -InputObject $result -Path report.html -PassThru")]
    public void Writes_one_page_however_it_is_called(string script)
    {
        Detect("picture.png");
        var file = Assert.Single(Run(script).Succeeded().Output);
        Assert.Equal(Local.File("report.html"), Assert.IsType<FileInfo>(file.BaseObject).FullName);
        Assert.Equal(["picture.png", "report.html"], Local.Files);
        Assert.Contains("data:image/png;base64,", Page(), StringComparison.Ordinal);
        Assert.Contains(">picture.png<", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_nothing_unless_it_is_told_to()
    {
        Detect("picture.png");
        Assert.Empty(Run("$result | Export-IkDeploymentReport report.html -Title 'Night shift <1>'").Succeeded().Output);
        Assert.Contains("<h1>Night shift &lt;1&gt;</h1>", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_the_path_of_a_picture_only_when_asked()
    {
        Detect("Größe + 50% [1].png");
        Run("$result | Export-IkDeploymentReport report.html").Succeeded();
        Assert.DoesNotContain(Local.Path, Page(), StringComparison.Ordinal);
        Assert.Contains("50% [1].png", Page(), StringComparison.Ordinal);
        Run("$result | Export-IkDeploymentReport report.html -IncludePath -Force").Succeeded();
        Assert.Contains(Local.Path, Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Overwrites_a_report_only_when_forced()
    {
        Detect("picture.png");
        Local.Write("report.html", "mine");
        Assert.Equal("FileExists", Session.Fail("$result | Export-IkDeploymentReport report.html").Id());
        Assert.Equal("mine", Page());
        Run("$result | Export-IkDeploymentReport report.html -Force").Succeeded();
        Assert.StartsWith("<!doctype html>", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Puts_pictures_beside_a_page_that_would_be_too_large()
    {
        Detect("picture.png");
        Run("$result | Export-IkDeploymentReport report.html -MaxSize 0").Succeeded();
        var picture = Assert.Single(Local.Files, name => name.StartsWith("report_files", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(Local.File("picture.png")), File.ReadAllBytes(Local.File(picture)));
        Assert.DoesNotContain("data:image/png", Page().Split("</style>")[1], StringComparison.Ordinal);
        Assert.Contains("1 picture is in the folder report_files", Page(), StringComparison.Ordinal);
        Run("$result | Export-IkDeploymentReport report.html -Force").Succeeded();
        Assert.Equal(["picture.png", "report.html"], Local.Files);
    }

    [Fact]
    public void Shows_a_stored_picture_through_the_connection()
    {
        Picture("picture.png");
        Run("Send-IkStorageObject picture.png -Destination \"$folder/stored.png\"; $result = Invoke-IkDeployment -StoragePath \"$folder/stored.png\" -TaskName detect").Succeeded();
        Run("$result | Export-IkDeploymentReport report.html -Connection (Get-IkConnection)").Succeeded();
        Assert.Contains("data:image/png;base64,", Page(), StringComparison.Ordinal);
        Assert.Equal(["picture.png", "report.html"], Local.Files);
    }

    [Fact]
    public void Warns_where_a_picture_is_gone_and_shows_its_shapes_all_the_same()
    {
        Detect("picture.png");
        File.Delete(Local.File("picture.png"));
        var result = Run("$result | Export-IkDeploymentReport report.html -WarningVariable warned; $warned").Succeeded();
        Assert.Contains("1 picture of the report", Assert.Single(result.Output).ToString(), StringComparison.Ordinal);
        Assert.Contains("no longer exists", Page(), StringComparison.Ordinal);
        Assert.Contains("<rect class=\"line\"", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_failures_that_come_along_in_the_pipeline()
    {
        Picture("picture.png");
        Run("Invoke-IkDeployment picture.png -TaskName fail -Parameter @{ message = 'No <b>light</b>.' } 2>&1 | Export-IkDeploymentReport report.html").Succeeded();
        Assert.Contains("class=\"run failed\"", Page(), StringComparison.Ordinal);
        Assert.Contains("No &lt;b&gt;light&lt;/b&gt;.", Page(), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>light", Page(), StringComparison.Ordinal);
        Assert.DoesNotContain(Local.Path, Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_saved_outputs_runs_of_a_journal_and_their_results()
    {
        Picture("picture.png");
        Run("Invoke-IkDeployment picture.png -TaskName shapes -Journal batch -OutDirectory out").Succeeded();
        Run("[System.IO.DirectoryInfo]::new(\"$PWD/out\").GetFiles() | Export-IkDeploymentReport saved.html").Succeeded();
        Assert.Contains("class=\"masks\"", File.ReadAllText(Local.File("saved.html")), StringComparison.Ordinal);
        Run("Get-IkDeploymentRun -Journal batch | Receive-IkDeploymentRun | Export-IkDeploymentReport report.html").Succeeded();
        Assert.Contains("data:image/png;base64,", Page(), StringComparison.Ordinal);
        Assert.Contains(">picture.png<", Page(), StringComparison.Ordinal);
        File.WriteAllBytes(Local.File("picture.png"), [.. File.ReadAllBytes(Local.File("picture.png")), 0]);
        Run("Get-IkDeploymentRun -Journal batch | Receive-IkDeploymentRun | Export-IkDeploymentReport report.html -Force -WarningAction SilentlyContinue").Succeeded();
        Assert.Contains("has changed since the run", Page(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 | Export-IkDeploymentReport report.html", "InvalidInput")]
    [InlineData("'note.txt' | Export-IkDeploymentReport report.html", "InvalidInput")]
    [InlineData("'missing.json' | Export-IkDeploymentReport report.html", "InvalidPath")]
    public void Says_what_it_cannot_show_and_shows_the_rest(string script, string id)
    {
        Local.Write("note.txt", "no output");
        Assert.Equal(id, Run(script).ErrorId);
        Assert.Contains("There were no results.", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_nothing_with_WhatIf_or_where_the_pipeline_ends_early()
    {
        Detect("picture.png");
        Assert.Empty(Run("$result | Export-IkDeploymentReport report.html -WhatIf").Succeeded().Output);
        Answer("No");
        Run("$result | Export-IkDeploymentReport report.html -Confirm").Succeeded();
        Session.Fail("& { $result; throw 'the end' } | Export-IkDeploymentReport report.html -MaxSize 0");
        Assert.Equal(["picture.png"], Local.Files);
    }

    [Theory]
    [InlineData("1 | Export-IkDeploymentReport ''")]
    [InlineData("1 | Export-IkDeploymentReport a.html -Title ''")]
    [InlineData("1 | Export-IkDeploymentReport a.html -MaxSize -1")]
    public void Refuses_values_that_cannot_be(string script) =>
        Assert.StartsWith("ParameterArgumentValidationError", (Run(script) is { Failure: { } failure } ? failure : Run(script).Error).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Needs_no_connection()
    {
        Detect("picture.png");
        using var alone = Session.WithModule();
        alone.Runspace.SessionStateProxy.Path.SetLocation(Local.Path);
        alone.Variables.SetVariable("result", Session.Variables.GetVariable("result"));
        alone.Run("$result | Export-IkDeploymentReport report.html").Succeeded();
        Assert.Contains("data:image/png;base64,", Page(), StringComparison.Ordinal);
        alone.Runspace.SessionStateProxy.Path.SetLocation(System.IO.Path.GetTempPath());
    }

    [Fact]
    public void Shows_it_or_warns_that_it_could_not()
    {
        Detect("picture.png");

        // Where there is a browser it is not to be opened by a test, so the file is of a kind that nothing opens.
        Run("$result | Export-IkDeploymentReport report.ik-nothing -Show -WarningAction SilentlyContinue -ErrorAction SilentlyContinue");
        Assert.StartsWith("<!doctype html>", File.ReadAllText(Local.File("report.ik-nothing")), StringComparison.Ordinal);
    }

    private string Page() => File.ReadAllText(Local.File("report.html"));

    // 2 x 2 pixels.
    private void Picture(string name) => File.WriteAllBytes(
        Local.File(name), Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEUlEQVR4nGP4z8DA8B+MgBgAHfAD/dPQfSYAAAAASUVORK5CYII="));

    private void Detect(string name)
    {
        Picture(name);
        Session.Variables.SetVariable("name", name);
        Run("$result = Invoke-IkDeployment -LiteralPath $name -TaskName detect").Succeeded();
    }
}
