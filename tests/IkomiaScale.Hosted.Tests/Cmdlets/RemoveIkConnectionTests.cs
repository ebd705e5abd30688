namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class RemoveIkConnectionTests : CmdletTests
{
    public RemoveIkConnectionTests(SharedSession shared)
        : base(shared)
    {
        Session.Variables.SetVariable("name", $"r{Guid.NewGuid():N}");
        Run("'a', 'b', 'c' | & { process { Save-IkConnection \"$name-$_\" https://d.example/ -TokenVariable X } }").Succeeded();
    }

    private IReadOnlyList<string?> Left => [.. Run("Get-IkConnection -ListAvailable \"$name*\"").All("Name").Select(name => name![^1..])];

    [Fact]
    public void Removes_profiles_by_name_and_by_pattern()
    {
        Run("Remove-IkConnection -Name \"$name-A\"").Succeeded();
        Assert.Equal(["b", "c"], Left);
        Run("Remove-IkConnection \"$name-*\"; Remove-IkConnection \"$name-*\"").Succeeded();
        Assert.Empty(Left);
    }

    [Fact]
    public void Takes_profiles_from_the_pipeline()
    {
        Run("Get-IkConnection -ListAvailable \"$name-[ab]\" | Remove-IkConnection").Succeeded();
        Assert.Equal(["c"], Left);
    }

    [Fact]
    public void Names_what_is_not_there_and_goes_on()
    {
        var error = Run("Remove-IkConnection \"$name-x\", \"$name-b\"").Error;
        Assert.Equal("ObjectNotFound", error.Id());
        Assert.Equal(["a", "c"], Left);
    }

    [Fact]
    public void Removes_nothing_with_WhatIf_or_where_No_is_said()
    {
        Run("Remove-IkConnection \"$name*\" -WhatIf").Succeeded();
        Answer("No");
        Run("Remove-IkConnection \"$name-a\" -Confirm").Succeeded();
        Assert.Equal(["a", "b", "c"], Left);
    }
}
