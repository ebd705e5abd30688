namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class PublishIkWorkflowTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Publish-IkWorkflow $file $project")]
    [InlineData("Publish-IkWorkflow -Path $file -Project $project -Connection (Get-IkConnection)")]
    [InlineData("$file | Publish-IkWorkflow -Project $project")]
    [InlineData("[IO.FileInfo]$file | Publish-IkWorkflow -Project $project")]
    public void Publishes_a_file_however_it_is_named(string script)
    {
        CreateProject();
        var made = Run(script);
        Assert.Equal("detect", made.One("Name"));
        Assert.Equal("1", made.One("Tag"));
        Assert.Equal(Project, made.One("Project"));
    }

    [Fact]
    public void Gives_another_name_and_the_next_tag()
    {
        CreateProject();
        Run("Publish-IkWorkflow $file $project -Name 'another \"one\"/two'").Succeeded();
        Assert.Equal("2", Run("Publish-IkWorkflow $file $project -Name 'another \"one\"/two'").One("Tag"));
        Assert.Equal("another \"one\"/two", Run("Get-IkWorkflow -Project $project").One("Name"));
    }

    [Fact]
    public void Takes_plugins_and_their_files_along()
    {
        CreateProject();
        var plugin = Local.File("my plugin");
        Local.Write("my plugin/code.py", "code");
        Local.Write("my plugin/.git/config", "secret");
        var inside = Local.Write("my plugin/model.bin", 300_000);
        var outside = Local.Write("weights [1].bin", "weights");
        var file = Workflow.Write(Local, "plugged", "my plugin", "file://" + plugin, [new { name = "model", value = inside }, new { name = "weights", value = outside }, new { name = "size", value = "640" }]);
        Session.Variables.SetVariable("plugged", file);
        var result = Run("Publish-IkWorkflow $plugged $project -Verbose");
        Assert.Contains("file://my plugin/model.bin", (string)result.One("Raw")!, StringComparison.Ordinal);
        Assert.Contains("file://my plugin/data/weights [1].bin", (string)result.One("Raw")!, StringComparison.Ordinal);
        Assert.Contains(result.Verbose, text => text.Contains("my plugin/code.py", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Verbose, text => text.Contains(".git", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_that_a_plugin_is_missing_before_anything_is_sent()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "w", "plugin", "file://" + Local.File("no-such-plugin")));
        session.Variables.SetVariable("windows", Workflow.Write(Local, "w", "plugin", @"file://C:\Users\me/no-such-plugin"));
        session.Variables.SetVariable("web", Workflow.Write(Local, "w", "plugin", "https://example.com/plugin"));
        Assert.Contains("no-such-plugin", session.Run("Publish-IkWorkflow $file traffic").Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("ObjectNotFound", session.Run("Publish-IkWorkflow $windows traffic").ErrorId);
        Assert.Equal("InvalidInput", session.Run("Publish-IkWorkflow $web traffic").ErrorId);
        Assert.Equal("ObjectNotFound", session.Run("Publish-IkWorkflow nothing.json traffic").ErrorId);
        Assert.Equal(0, await emulator.CountAsync("administration"));
    }

    [Fact]
    public void Sends_nothing_with_WhatIf()
    {
        CreateProject();
        Run("Publish-IkWorkflow $file $project -WhatIf").Succeeded();
        Assert.Empty(Run("Get-IkWorkflow -Project $project").Succeeded().Output);
    }

    [Theory]
    [InlineData("after-body", true)]
    [InlineData("after-body", false)]
    [InlineData("mid-body", false)]
    public async Task Publishes_once_though_the_request_or_its_answer_is_lost(string when, bool carriedOut)
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "detect"));
        session.Run("$null = New-IkProject traffic; $null = Publish-IkWorkflow $file traffic").Succeeded();
        await emulator.FailAsync(new { route = "administration", method = "POST", action = "reset", when, carriedOut });
        Assert.Equal("2", session.Run("Publish-IkWorkflow $file traffic").One("Tag"));
        Assert.Equal("2", session.Run("Get-IkWorkflow -Project traffic").One("Tag"));
    }
}
