namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class RemoveIkDeploymentTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Remove-IkDeployment $project -Confirm:$false")]
    [InlineData("Remove-IkDeployment -Project $project -Workflow d* -Provider AWS -Region FRANCE -Flavour SERVERLESS -Confirm:$false -Connection (Get-IkConnection)")]
    [InlineData("Get-IkDeployment -Project $project | Remove-IkDeployment -Confirm:$false")]
    [InlineData("Remove-IkDeployment -InputObject $deployment -Confirm:$false")]
    public void Deletes_them_however_they_are_named(string script)
    {
        Deploy();
        Assert.Empty(Run(script).Succeeded().Output);
        Assert.Empty(Run("Get-IkDeployment -Project $project").Succeeded().Output);
        Assert.Equal("DeploymentNotFound", Run("$deployment | Remove-IkDeployment -Confirm:$false").ErrorId);
        Assert.Equal("DeploymentNotFound", Run("Get-IkDeployment $deployment.Endpoint").ErrorId);
    }

    [Fact]
    public void Asks_first_and_refuses_every_project()
    {
        Deploy();
        Answer("No");
        Run("Remove-IkDeployment $project").Succeeded();
        Run("Remove-IkDeployment $project -WhatIf").Succeeded();
        Assert.Equal("InvalidInput", Run("Remove-IkDeployment * -Confirm:$false").ErrorId);
        Assert.Single(Run("Get-IkDeployment -Project $project").Output);
    }

    [Fact]
    public void Is_no_error_where_there_are_none()
    {
        PublishWorkflow();
        Run("Remove-IkDeployment $project -Confirm:$false").Succeeded();
        Assert.Equal("ObjectNotFound", Run("Remove-IkDeployment $project nothing -Confirm:$false").ErrorId);
        Assert.Equal("ObjectNotFound", Run("Remove-IkDeployment no-such-project -Confirm:$false").ErrorId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Deletes_all_of_many_pages_with_faults_in_the_middle(int pageSize)
    {
        await using var emulator = await Emulated.StartAsync(options => options with { PageSize = pageSize });
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "detect"));
        session.Run($"$null = New-IkProject traffic; $null = Publish-IkWorkflow $file traffic; 1..6 | ForEach-Object {{ $null = New-IkDeployment traffic detect {Workflow.Place} -Confirm:$false }}").Succeeded();
        await emulator.FailAsync(
            new { route = "administration", method = "DELETE", skip = 1, action = "reset", when = "after-body" },
            new { route = "administration", method = "DELETE", skip = 3, action = "status", status = 503 });
        session.Run("Get-IkDeployment -Project traffic | Remove-IkDeployment -Confirm:$false").Succeeded();
        Assert.Empty(session.Run("Get-IkDeployment -Project traffic").Succeeded().Output);
    }
}
