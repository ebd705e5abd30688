namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class AddIkProjectMemberTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Add-IkProjectMember $project alice MANAGER")]
    [InlineData("Add-IkProjectMember -Project $project -UserName alice -Role MANAGER -Connection (Get-IkConnection)")]
    [InlineData("'alice' | Add-IkProjectMember $project -Role MANAGER")]
    [InlineData("[pscustomobject]@{ UserName = 'alice'; Role = 'MANAGER' } | Add-IkProjectMember $project")]
    public void Adds_a_user_however_it_is_named(string script)
    {
        CreateProject();
        Assert.Equal("MANAGER", Run(script).One("Role"));
        Assert.Equal("MANAGER", Run("Get-IkProjectMember $project alice").One("Role"));
    }

    [Fact]
    public void Says_what_is_wrong_with_one_and_goes_on_with_the_next()
    {
        CreateProject();
        var result = Run("Add-IkProjectMember $project nobody, bob");
        Assert.Equal("ObjectNotFound", result.ErrorId);
        Assert.Equal("bob", Assert.Single(result.Output).Properties["UserName"].Value);
    }

    [Fact]
    public void Leaves_a_member_with_SkipExisting()
    {
        CreateProject();
        Run("Add-IkProjectMember $project alice").Succeeded();
        Assert.Equal("ObjectExists", Run("Add-IkProjectMember $project alice").ErrorId);
        Assert.Equal("MEMBER", Run("Add-IkProjectMember $project alice -SkipExisting").One("Role"));
        Assert.Equal("ObjectExists", Run("Add-IkProjectMember $project alice OWNER -SkipExisting").ErrorId);
    }

    [Fact]
    public void Changes_nothing_with_WhatIf()
    {
        CreateProject();
        Run("Add-IkProjectMember $project alice -WhatIf").Succeeded();
        Assert.Empty(Run("Get-IkProjectMember $project alice").Succeeded().Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Adds_once_though_the_answer_is_lost(bool carriedOut)
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Run("New-IkProject traffic").Succeeded();
        await emulator.FailAsync(new { route = "administration", method = "POST", action = "reset", when = "after-body", carriedOut });
        Assert.Equal("alice", session.Run("Add-IkProjectMember traffic alice").One("UserName"));
    }
}
