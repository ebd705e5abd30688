namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class RemoveIkProjectTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Remove-IkProject $project -Confirm:$false")]
    [InlineData("Remove-IkProject -Name $project -Namespace emulator -Confirm:$false -Connection (Get-IkConnection)")]
    [InlineData("Get-IkProject $project | Remove-IkProject -Confirm:$false")]
    [InlineData("Remove-IkProject -InputObject (Get-IkProject $project) -Confirm:$false")]
    public void Deletes_it_with_what_is_in_it(string script)
    {
        PublishWorkflow();
        Assert.Empty(Run(script).Succeeded().Output);
        Assert.Equal("ObjectNotFound", Run("Get-IkProject $project").ErrorId);
    }

    [Fact]
    public void Asks_first()
    {
        CreateProject();
        Answer("No");
        Run("Remove-IkProject $project").Succeeded();
        Run("Remove-IkProject $project -WhatIf").Succeeded();
        Assert.Equal(Project, Run("Get-IkProject $project").One("Name"));
        Answer("Yes");
        Run("Remove-IkProject $project").Succeeded();
        Assert.Equal("ObjectNotFound", Run("Get-IkProject $project").ErrorId);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("?*")]
    [InlineData("**")]
    public void Refuses_every_project_at_once(string name) => Assert.Equal("InvalidInput", Run($"Remove-IkProject '{name}' -Confirm:$false").ErrorId);

    [Fact]
    public async Task Has_deleted_what_is_gone_at_the_second_try()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Run("New-IkProject traffic").Succeeded();
        await emulator.FailAsync(new { route = "administration", method = "DELETE", action = "reset", when = "after-body" });
        session.Run("Remove-IkProject traffic -Confirm:$false").Succeeded();
        Assert.Empty(session.Run("Get-IkProject").Succeeded().Output);
        Assert.Equal("ObjectNotFound", session.Run("Remove-IkProject traffic -Confirm:$false").ErrorId);
    }
}
