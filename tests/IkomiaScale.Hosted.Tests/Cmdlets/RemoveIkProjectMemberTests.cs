namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class RemoveIkProjectMemberTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Remove-IkProjectMember $project alice -Confirm:$false")]
    [InlineData("Remove-IkProjectMember -Project $project -UserName a* -Confirm:$false -Connection (Get-IkConnection)")]
    [InlineData("Get-IkProjectMember $project alice | Remove-IkProjectMember -Confirm:$false")]
    [InlineData("Remove-IkProjectMember -InputObject (Get-IkProjectMember $project alice) -Confirm:$false")]
    public void Removes_a_member_however_it_is_named(string script)
    {
        CreateProject();
        Run("Add-IkProjectMember $project alice, bob").Succeeded();
        Run(script).Succeeded();
        Assert.Equal(["bob", "emulator"], Run("Get-IkProjectMember $project").All("UserName"));
    }

    [Fact]
    public void Says_that_a_user_is_no_member()
    {
        CreateProject();
        Assert.Equal("ObjectNotFound", Run("Remove-IkProjectMember $project alice -Confirm:$false").ErrorId);
    }

    [Fact]
    public void Asks_first()
    {
        CreateProject();
        Answer("No");
        Run("Remove-IkProjectMember $project emulator").Succeeded();
        Run("Remove-IkProjectMember $project emulator -WhatIf").Succeeded();
        Assert.Single(Run("Get-IkProjectMember $project").Output);
    }
}
