namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class RemoveIkWorkflowTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Remove-IkWorkflow detect -Project $project -Confirm:$false")]
    [InlineData("Remove-IkWorkflow -Name d* -Project $project -Confirm:$false -Connection (Get-IkConnection)")]
    [InlineData("Get-IkWorkflow -Project $project | Remove-IkWorkflow -Confirm:$false")]
    [InlineData("Remove-IkWorkflow -InputObject (Get-IkWorkflow -Project $project) -Confirm:$false")]
    public void Deletes_it_with_its_deployments(string script)
    {
        Deploy();
        Run(script).Succeeded();
        Assert.Empty(Run("Get-IkWorkflow -Project $project").Succeeded().Output);
        Assert.Equal("DeploymentNotFound", Run("Get-IkDeployment -InputObject $deployment").ErrorId);
    }

    [Fact]
    public void Asks_first()
    {
        PublishWorkflow();
        Answer("No");
        Run("Remove-IkWorkflow detect -Project $project").Succeeded();
        Run("Remove-IkWorkflow detect -Project $project -WhatIf").Succeeded();
        Assert.Single(Run("Get-IkWorkflow -Project $project").Output);
    }

    [Fact]
    public void Says_that_it_is_not_there()
    {
        CreateProject();
        Assert.Equal("ObjectNotFound", Run("Remove-IkWorkflow detect -Project $project -Confirm:$false").ErrorId);
    }
}
