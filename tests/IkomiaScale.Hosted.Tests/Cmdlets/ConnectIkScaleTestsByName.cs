namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class ConnectIkScaleTestsByName(SharedSession shared) : PlatformTests(shared)
{
    private string Account => $"-Token {Emulated.Token} -ScaleUrl '{Emulator.Address}' -StorageUrl '{Emulator.Address}'";

    [Theory]
    [InlineData("Connect-IkScale -Project $project -Workflow detect")]
    [InlineData("Connect-IkScale -Project $project")]
    [InlineData("Connect-IkScale -Project \"emulator/$project\"")]
    public void Finds_the_endpoint_of_a_deployment_by_name(string script)
    {
        Deploy();
        using var session = OfProject();
        session.Run($"{script} {Account}").Succeeded();
        Assert.Equal(Run("$deployment.Endpoint").Text, session.Run("(Get-IkConnection).Endpoint").Text);
        Assert.Equal("detect", session.Run("Get-IkDeployment").One("Name"));
    }

    [Fact]
    public void Connects_to_a_deployment_that_is_piped_in()
    {
        Deploy();
        using var session = OfProject();
        session.Run($"Connect-IkScale {Account}; Get-IkDeployment -Project $project | Connect-IkScale {Account}").Succeeded();
        Assert.Equal("detect", session.Run("Get-IkDeployment").One("Name"));
    }

    [Theory]
    [InlineData("Connect-IkScale -Project $project -Workflow detect")]
    [InlineData("Get-IkDeployment -Project $project | Connect-IkScale")]
    public void Needs_no_token_where_the_session_has_one(string script)
    {
        Deploy();
        using var session = OfProject();
        session.Run($"Connect-IkScale {Account}; {script}").Succeeded();
        Assert.Equal("detect", session.Run("Get-IkDeployment").One("Name"));
    }

    [Fact]
    public void Lists_several_and_says_what_is_not_there()
    {
        PublishWorkflow();
        using var session = OfProject();
        Assert.Equal("DeploymentNotFound", session.Fail($"Connect-IkScale -Project $project {Account}").Id());
        Assert.Equal("ObjectNotFound", session.Fail($"Connect-IkScale -Project $project -Workflow nothing {Account}").Id());
        Assert.Equal("ObjectNotFound", session.Fail($"Connect-IkScale -Project nothing {Account}").Id());
        Assert.Equal("InvalidInput", session.Fail($"Connect-IkScale -Workflow detect {Account}").Id());
        Run($"1..2 | ForEach-Object {{ $null = New-IkDeployment $project detect {Workflow.Place} -Wait -Confirm:$false }}").Succeeded();
        var error = session.Fail($"Connect-IkScale -Project $project -Workflow detect {Account}");
        Assert.Equal("InvalidInput", error.Id());
        Assert.Equal(2, error.ToString().Split("/deployments/").Length - 1);
        Assert.Equal("InvalidInput", session.Fail($"Connect-IkScale {Account}; Get-IkDeployment -Project $project | Connect-IkScale {Account}").Id());
    }

    private Session OfProject()
    {
        var session = Session.WithModule();
        session.Variables.SetVariable("project", Project);
        return session;
    }
}
