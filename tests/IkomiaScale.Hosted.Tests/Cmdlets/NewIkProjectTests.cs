namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class NewIkProjectTests(SharedSession shared) : PlatformTests(shared)
{
    [Fact]
    public void Creates_it_with_all_that_is_said()
    {
        var made = Run("New-IkProject -Name $project -Namespace team -Description 'of the night' -Visibility TEAM -Connection (Get-IkConnection)");
        Assert.Equal($"team/{Project}", made.One("Path"));
        Assert.Equal("of the night", made.One("Description"));
        Assert.Equal("TEAM", made.One("Visibility"));
        Assert.Equal("team/" + Project, Run("Get-IkProject $project").One("Path"));
    }

    [Fact]
    public void Says_that_there_is_one_and_gives_it_with_SkipExisting()
    {
        CreateProject();
        Assert.Equal("ObjectExists", Run("New-IkProject $project").ErrorId);
        Assert.Equal(Project, Run("New-IkProject $project -SkipExisting").One("Name"));
        Assert.Equal(Project, Run("New-IkProject $project -Namespace team").One("Name"));
        Assert.Equal("InvalidInput", Run("New-IkDeployment $project detect -Provider a -Region b -Flavour c -Size d -Confirm:$false").ErrorId);
    }

    [Fact]
    public void Says_that_a_namespace_is_not_there() => Assert.Equal("ObjectNotFound", Run("New-IkProject $project -Namespace nobody").ErrorId);

    [Fact]
    public void Changes_nothing_with_WhatIf()
    {
        Assert.Empty(Run("New-IkProject $project -WhatIf").Succeeded().Output);
        Assert.Equal("ObjectNotFound", Run("Get-IkProject $project").ErrorId);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task Creates_it_once_though_answers_are_lost(bool carriedOut, int times)
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        await emulator.FailAsync(new { route = "administration", method = "POST", action = "reset", when = "after-body", carriedOut, times });
        session.Run("New-IkProject traffic").Succeeded();
        Assert.Equal("traffic", session.Run("Get-IkProject").One("Name"));
    }

    [Fact]
    public async Task Says_what_the_platform_says()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        await emulator.FailAsync(new { route = "administration", method = "POST", action = "status", status = 402, body = new { detail = "no more projects in this plan" } });
        var error = session.Run("New-IkProject traffic").Error;
        Assert.Equal("QuotaExceeded", error.Id());
        Assert.Contains("no more projects in this plan", error.ToString(), StringComparison.Ordinal);
    }
}
