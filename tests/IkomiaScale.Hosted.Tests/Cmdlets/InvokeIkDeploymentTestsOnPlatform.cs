namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class InvokeIkDeploymentTestsOnPlatform(SharedSession shared) : PlatformTests(shared)
{
    [Fact]
    public void Runs_on_each_deployment_that_is_piped_in()
    {
        Deploy();
        Local.Write("a.json", "{}");
        Run($"$null = New-IkDeployment $project detect -Provider GCP -Region GERMANY -Flavour GPU -Size M -Wait -Confirm:$false").Succeeded();
        Assert.Equal(["SUCCESS", "SUCCESS"], Run("Get-IkDeployment -Project $project | Invoke-IkDeployment -Path a.json -DataType DATA_DICT").All("State"));
        Assert.Equal(["SUCCESS"], Run("$deployment | Invoke-IkDeployment -Inputs @(@{ DATA_DICT = @{ a = 1 } })").All("State"));
        Assert.Equal(2, Run("$deployment | Get-IkDeploymentUsage -Total").One("Amount") is double amount ? (int)amount : 0);
    }

    [Fact]
    public void Tells_a_deployment_that_is_gone_and_goes_on_with_the_next()
    {
        Deploy();
        var result = Run("[pscustomobject]@{ Endpoint = \"$($deployment.Endpoint)x\" }, $deployment | Invoke-IkDeployment -Inputs @(@{ DATA_DICT = @{ a = 1 } })");
        Assert.Equal("DeploymentNotFound", result.ErrorId);
        Assert.Equal("SUCCESS", Assert.Single(result.Output).Properties["State"].Value);
    }

    [Fact]
    public void Needs_no_endpoint_of_the_connection()
    {
        Deploy();
        using var session = Session.WithModule();
        session.Variables.SetVariable("project", Project);
        session.Run($"Connect-IkScale -Token {Emulated.Token} -ScaleUrl '{Emulator.Address}' -StorageUrl '{Emulator.Address}'").Succeeded();
        Assert.Equal("SUCCESS", session.Run("Get-IkDeployment -Project $project | Invoke-IkDeployment -Inputs @(@{ DATA_DICT = @{ a = 1 } })").One("State"));
    }
}
