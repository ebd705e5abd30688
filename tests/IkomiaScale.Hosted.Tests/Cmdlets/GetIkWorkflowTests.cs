namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkWorkflowTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Get-IkWorkflow -Project $project")]
    [InlineData("Get-IkWorkflow detect -Project $project")]
    [InlineData("Get-IkWorkflow -Name det* -Project $project -Connection (Get-IkConnection)")]
    [InlineData("Get-IkProject $project | Get-IkWorkflow")]
    [InlineData("Get-IkWorkflow -InputObject (Get-IkProject $project)")]
    [InlineData("Get-IkWorkflow detect | Where-Object Project -EQ $project")]
    public void Finds_a_workflow_however_it_is_named(string script)
    {
        PublishWorkflow();
        var found = Run(script);
        Assert.Equal("detect", found.One("Name"));
        Assert.Equal(Project, found.One("Project"));
        Assert.Equal("1", found.One("Tag"));
        Assert.Equal("of a test", found.One("Description"));
        Assert.Contains("\"task_data\"", (string)found.One("Raw")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_is_not_there()
    {
        CreateProject();
        Assert.Equal("ObjectNotFound", Run("Get-IkWorkflow nothing -Project $project").ErrorId);
        Assert.Equal("ObjectNotFound", Run("Get-IkWorkflow -Project no-such-project").ErrorId);
        Assert.Equal("ObjectNotFound", Run("Get-IkWorkflow no-such-workflow").ErrorId);
        Assert.Empty(Run("Get-IkWorkflow -Project $project").Succeeded().Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Reads_all_pages_and_no_more_than_are_wanted(int pageSize)
    {
        await using var emulator = await Emulated.StartAsync(options => options with { PageSize = pageSize });
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "w"));
        session.Run("$null = New-IkProject traffic; 1..22 | ForEach-Object { $null = Publish-IkWorkflow $file traffic -Name \"w $_\" }").Succeeded();
        Assert.Equal(22, session.Run("Get-IkWorkflow -Project traffic").All("Name").Distinct().Count());
        Assert.Equal(["w 1", "w 10"], session.Run("Get-IkWorkflow -Project traffic -First 2").All("Name"));
        session.Run("Get-IkWorkflow -Project traffic | Remove-IkWorkflow -Confirm:$false").Succeeded();
        Assert.Empty(session.Run("Get-IkWorkflow -Project traffic").Succeeded().Output);
    }

    [Fact]
    public void Completes_the_names_of_the_project()
    {
        PublishWorkflow();
        var text = $"Get-IkWorkflow -Project '{Project.Replace("'", "''", StringComparison.Ordinal)}' -Name de";
        Assert.Contains(CommandCompletion.CompleteInput(text, text.Length, null, PowerShell.Create(Session.Runspace)).CompletionMatches, match => match.CompletionText == "detect");
    }

    [Fact]
    public void Has_a_table()
    {
        PublishWorkflow();
        Assert.Matches("Name.*Project.*Tag.*Description", Show("Get-IkWorkflow -Project $project"));
    }
}
