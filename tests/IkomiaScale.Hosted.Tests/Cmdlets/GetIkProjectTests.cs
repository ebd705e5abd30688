namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkProjectTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Get-IkProject $project")]
    [InlineData("Get-IkProject -Name $project")]
    [InlineData("$project | Get-IkProject")]
    [InlineData("Get-IkProject \"emulator/$project\"")]
    [InlineData("Get-IkProject -Namespace emulator | Where-Object Name -EQ $project")]
    [InlineData("Get-IkProject $project -Connection (Get-IkConnection)")]
    [InlineData("Get-IkProject \"o?dd*$($project.Substring($project.Length - 32))\"")]
    public void Finds_a_project_however_it_is_named(string script)
    {
        CreateProject();
        var found = Run(script);
        Assert.Equal(Project, found.One("Name"));
        Assert.Equal($"emulator/{Project}", found.One("Path"));
        Assert.Equal("PRIVATE", found.One("Visibility"));
    }

    [Fact]
    public void Says_that_a_name_is_not_there_and_gives_nothing_for_a_pattern()
    {
        var result = Run("Get-IkProject no-such-project; 'next'");
        Assert.Equal("ObjectNotFound", result.ErrorId);
        Assert.Equal("no-such-project", result.Error.TargetObject);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
        Assert.Empty(Run("Get-IkProject no-such-*").Succeeded().Output);
        Assert.Equal("InvalidInput", Run("Get-IkProject 'a[b'").ErrorId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Reads_all_pages_and_no_more_than_are_wanted(int pageSize)
    {
        await using var emulator = await Emulated.StartAsync(options => options with { PageSize = pageSize });
        using var session = Session.Connected(emulator);
        session.Run("1..25 | ForEach-Object { New-IkProject \"p $_\" }").Succeeded();
        Assert.Equal(25, session.Run("Get-IkProject").All("Name").Distinct().Count());
        await emulator.FailAsync();
        Assert.Equal(2, session.Run("Get-IkProject -First 2 -Skip 1").All("Name").Count);
        Assert.Equal(pageSize == 1 ? 3 : 1, await emulator.CountAsync("administration"));
        await emulator.FailAsync();
        Assert.Single(session.Run("Get-IkProject | Select-Few 1").Output);
        Assert.Equal(1, await emulator.CountAsync("administration"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Gives_each_project_once_though_the_pipeline_deletes_them(int pageSize)
    {
        await using var emulator = await Emulated.StartAsync(options => options with { PageSize = pageSize });
        using var session = Session.Connected(emulator);
        session.Run("1..25 | ForEach-Object { New-IkProject \"p $_\" }; Get-IkProject | Remove-IkProject -Confirm:$false").Succeeded();
        Assert.Empty(session.Run("Get-IkProject").Succeeded().Output);
    }

    [Fact]
    public async Task Asks_again_for_a_page_that_breaks_off()
    {
        await using var emulator = await Emulated.StartAsync(options => options with { PageSize = 1 });
        using var session = Session.Connected(emulator);
        session.Run("1..3 | ForEach-Object { New-IkProject \"p $_\" }").Succeeded();
        await emulator.FailAsync(new { route = "administration", skip = 1, action = "truncate" }, new { route = "administration", skip = 1, action = "status", status = 503 });
        Assert.Equal(["p 1", "p 2", "p 3"], session.Run("Get-IkProject").All("Name"));
    }

    [Fact]
    public void Completes_names()
    {
        CreateProject();
        var text = "Get-IkProject " + "o";
        var found = CommandCompletion.CompleteInput(text, text.Length, null, PowerShell.Create(Session.Runspace)).CompletionMatches;
        Assert.Contains(found, match => match.ListItemText == Project && match.CompletionText.StartsWith("'o''dd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_the_token_to_no_other_host()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Run("New-IkProject traffic").Succeeded();
        await emulator.FailAsync(new { route = "administration", action = "rewrite", find = "{base}", with = "http://127.0.0.1:9" });
        var error = session.Run("Get-IkProject traffic | Get-IkWorkflow").Error;
        Assert.Equal("InvalidResponse", error.Id());
        Assert.Contains("another host", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await emulator.CountAsync("administration"));
    }

    [Fact]
    public void Has_a_table()
    {
        CreateProject();
        Assert.Matches("Name.*Path.*Visibility", Show("Get-IkProject $project"));
    }
}
