namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class SaveIkDeploymentOutputTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("$result | Save-IkDeploymentOutput out")]
    [InlineData("$result | Save-IkDeploymentOutput -Destination ./out")]
    [InlineData("$result.Outputs | Save-IkDeploymentOutput out")]
    [InlineData("Save-IkDeploymentOutput $result out")]
    [InlineData("Save-IkDeploymentOutput $result.Outputs out")]
    [InlineData("Save-IkDeploymentOutput -InputObject $result -Destination out")]
    public void Saves_all_outputs_however_they_are_given(string script)
    {
        Invoke("pass_through, describe");
        var saved = Run(script).Succeeded();
        Assert.All(saved.Output, item => Assert.IsType<FileInfo>(item.BaseObject));
        Assert.Equal([$"out/{Uuid}_0.json", $"out/{Uuid}_1.json"], Local.Files);
    }

    [Fact]
    public void Reads_stored_outputs_from_the_storage()
    {
        Invoke("store");
        Run("$result | Save-IkDeploymentOutput out -ThrottleLimit 1").Succeeded();
        Assert.StartsWith($"out/{Uuid}_0.", Assert.Single(Local.Files), StringComparison.Ordinal);
    }

    [Fact]
    public void Overwrites_only_when_forced_and_saves_the_others()
    {
        Invoke("pass_through, describe");
        Local.Write($"out/{Uuid}_0.json", "mine");
        var refused = Run("$result | Save-IkDeploymentOutput out");
        Assert.Equal("FileExists", refused.ErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, refused.Error.CategoryInfo.Category);
        Assert.Single(refused.Output);
        Run("$result.Outputs[0] | Save-IkDeploymentOutput out -Force").Succeeded();
        Assert.Equal("{\"TEXT\":\"text\"}", File.ReadAllText(Local.File($"out/{Uuid}_0.json")));
    }

    [Fact]
    public void Saves_nothing_with_WhatIf_or_where_No_is_said()
    {
        Invoke("pass_through, describe");
        var shown = Session.Screen.Shown.Length;
        Assert.Empty(Run("$result | Save-IkDeploymentOutput out -WhatIf").Succeeded().Output);
        Assert.Contains("Output 0 (TEXT)", Session.Screen.Shown[shown..], StringComparison.Ordinal);
        Assert.Empty(Local.Files);
        Answer("No", "Yes");
        Run("$result | Save-IkDeploymentOutput out -Confirm").Succeeded();
        Assert.Equal([$"out/{Uuid}_1.json"], Local.Files);
    }

    [Theory]
    [InlineData("'text' | Save-IkDeploymentOutput out", "InvalidInput")]
    [InlineData("$result | Save-IkDeploymentOutput file", "InvalidPath")]
    public void Says_what_is_wrong(string script, string id)
    {
        Invoke("pass_through");
        Local.Write("file", "x");
        Assert.Equal(id, Run(script).ErrorId);
        Assert.Equal(id, Session.Fail($"{script} -ErrorAction Stop").Id());
        Assert.Equal(["file"], Local.Files);
    }

    [Theory]
    [InlineData("Save-IkDeploymentOutput $null out")]
    [InlineData("Save-IkDeploymentOutput 1 ''")]
    [InlineData("Save-IkDeploymentOutput 1 out -ThrottleLimit 0")]
    public void Refuses_values_that_cannot_be(string script) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Leaves_whole_files_only_when_the_pipeline_stops_early()
    {
        Invoke("pass_through, describe, pass_through");
        Assert.Single(Run("$result | Save-IkDeploymentOutput out -ThrottleLimit 1 | Select-Few 1").Succeeded().Output);
        Assert.All(Local.Files, name => Assert.Matches(@"_\d\.json$", name));
    }

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        Invoke("store");
        using var session = Session.WithModule();
        session.Variables.Path.SetLocation(Local.Path);
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        session.Variables.SetVariable("result", Run("$result").Single);
        session.Run("$result | Save-IkDeploymentOutput out -Connection $connection").Succeeded();
        Assert.Single(Local.Files);
    }

    private string Uuid => Run("$result.Uuid").Text;

    private void Invoke(string outputs) => Run($"$result = @{{ TEXT = 'text' }} | Invoke-IkDeployment -Output {outputs}").Succeeded();
}
