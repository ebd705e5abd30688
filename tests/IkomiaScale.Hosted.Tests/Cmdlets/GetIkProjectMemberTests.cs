namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkProjectMemberTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Get-IkProjectMember $project")]
    [InlineData("Get-IkProjectMember -Project $project -UserName emu* -Role OWNER -Connection (Get-IkConnection)")]
    [InlineData("Get-IkProject $project | Get-IkProjectMember")]
    [InlineData("Get-IkProjectMember -InputObject (Get-IkProject $project) -UserName emulator")]
    public void Tells_who_may_do_what(string script)
    {
        CreateProject();
        var member = Run(script);
        Assert.Equal("emulator", member.One("UserName"));
        Assert.Equal("OWNER", member.One("Role"));
        Assert.Equal("PROJECT", member.One("Source"));
        Assert.Equal(Project, member.One("Project"));
    }

    [Fact]
    public void Finds_by_pattern_and_role()
    {
        CreateProject();
        Run("Add-IkProjectMember $project alice, bob -Role PARTNER").Succeeded();
        Assert.Equal(["alice", "bob"], Run("Get-IkProjectMember $project -Role PARTNER").All("UserName"));
        Assert.Equal(["alice"], Run("Get-IkProjectMember $project -First 1").All("UserName"));
        Assert.Equal(["bob"], Run("Get-IkProjectMember $project b*").All("UserName"));
    }

    [Fact]
    public void Says_that_the_project_is_not_there() => Assert.Equal("ObjectNotFound", Run("Get-IkProjectMember no-such-project").ErrorId);

    [Fact]
    public void Has_a_table()
    {
        CreateProject();
        Assert.Matches(@"emulator\s+OWNER\s+PROJECT", Show("Get-IkProjectMember $project"));
    }
}
