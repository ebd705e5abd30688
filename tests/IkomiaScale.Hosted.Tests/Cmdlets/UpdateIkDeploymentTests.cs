namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class UpdateIkDeploymentTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Update-IkDeployment $project -Size M -Confirm:$false")]
    [InlineData("Update-IkDeployment -Project $project -Workflow detect -Provider AWS -Region FRANCE -Flavour SERVERLESS -Size M -Confirm:$false -Connection (Get-IkConnection)")]
    [InlineData("$deployment | Update-IkDeployment -Size M -Confirm:$false")]
    [InlineData("Update-IkDeployment -InputObject $deployment -Size M -Wait -TimeoutSec 60 -Confirm:$false")]
    public void Changes_the_size(string script)
    {
        Deploy();
        Assert.Equal("M", Run(script).One("Size"));
        Assert.Equal("M", Run("Get-IkDeployment -Project $project").One("Size"));
        Assert.Empty(Run(script.Replace("-InputObject $deployment", "$project", StringComparison.Ordinal).Replace("$deployment |", "Get-IkDeployment -Project $project |", StringComparison.Ordinal)).Succeeded().Output);
    }

    [Fact]
    public void Brings_those_that_are_out_of_date_to_the_new_tag()
    {
        Deploy();
        Assert.Empty(Run("Update-IkDeployment $project -Confirm:$false").Succeeded().Output);
        Run("Publish-IkWorkflow $file $project").Succeeded();
        Assert.Equal(true, Run("Get-IkDeployment -Project $project").One("IsOutOfDate"));
        Assert.Equal("1", Run("Update-IkDeployment $project -Size L -Confirm:$false").One("Tag"));
        Assert.Equal("2", Run("Update-IkDeployment $project -Size XL -LatestTag -Confirm:$false").One("Tag"));
        Assert.Equal(false, Run("Get-IkDeployment -Project $project").One("IsOutOfDate"));
    }

    [Fact]
    public void Gives_the_plan_with_WhatIf_and_changes_nothing()
    {
        Deploy();
        Run($"New-IkDeployment $project detect -Provider GCP -Region GERMANY -Flavour GPU -Size M -Confirm:$false; Publish-IkWorkflow $file $project").Succeeded();
        var plan = Run("Update-IkDeployment $project -Size M -WhatIf");
        Assert.Equal("S", plan.One("Size"));
        Assert.Equal("M", plan.One("NewSize"));
        Assert.Equal("1", plan.One("NewTag"));
        Assert.Equal(["2", "2"], Run("Update-IkDeployment $project -WhatIf").All("NewTag"));
        Assert.Equal(["1", "1"], Run("Get-IkDeployment -Project $project").All("Tag"));
        Assert.Matches("NewSize.*NewTag", Show("Update-IkDeployment $project -Size M -WhatIf"));
    }

    [Fact]
    public void Asks_first_and_refuses_every_project()
    {
        Deploy();
        Answer("No");
        Assert.Empty(Run("Update-IkDeployment $project -Size M").Succeeded().Output);
        Assert.Equal("S", Run("Get-IkDeployment -Project $project").One("Size"));
        Assert.Equal("InvalidInput", Run("Update-IkDeployment * -Size M -Confirm:$false").ErrorId);
    }

    [Theory]
    [InlineData("after-body", true)]
    [InlineData("mid-response", true)]
    [InlineData("before-body", false)]
    public async Task Changes_it_though_the_answer_is_lost(string when, bool carriedOut)
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "detect"));
        session.Run($"$null = New-IkProject traffic; $null = Publish-IkWorkflow $file traffic; $null = New-IkDeployment traffic detect {Workflow.Place} -Confirm:$false").Succeeded();
        await emulator.FailAsync(new { route = "administration", method = "PUT", action = "reset", when, carriedOut });
        Assert.Equal("M", session.Run("Update-IkDeployment traffic -Size M -Confirm:$false").One("Size"));
    }

    [Fact]
    public void Says_that_a_deployment_by_its_endpoint_is_not_enough() =>
        Assert.Equal("InvalidInput", Run("Get-IkDeployment | Update-IkDeployment -Size M -Confirm:$false").ErrorId);
}
