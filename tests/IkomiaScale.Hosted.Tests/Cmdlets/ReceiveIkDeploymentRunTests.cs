namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class ReceiveIkDeploymentRunTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("$run | Receive-IkDeploymentRun -Wait")]
    [InlineData("Receive-IkDeploymentRun $run -Wait")]
    [InlineData("Receive-IkDeploymentRun -Run $run -Wait -ThrottleLimit 2")]
    [InlineData("Receive-IkDeploymentRun -Uuid $run.Uuid -Wait")]
    [InlineData("Receive-IkDeploymentRun -Uuid $run.Uuid -Endpoint $run.Endpoint -Wait")]
    [InlineData("$run.Uuid | Receive-IkDeploymentRun -Wait")]
    [InlineData("[pscustomobject]@{ Uuid = $run.Uuid; Endpoint = \"$($run.Endpoint)\" } | Receive-IkDeploymentRun -Wait")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($run)) | Receive-IkDeploymentRun -Wait")]
    public void Gives_the_result_however_the_run_is_named(string script)
    {
        Run("$run = @{ TEXT = 1 } | Invoke-IkDeployment -TaskName pass_through -NoWait").Succeeded();
        var result = Run(script);
        Assert.Equal("SUCCESS", result.One("State"));
        Assert.Equal(Run("$run.Uuid").Text, result.One("Uuid"));
    }

    [Fact]
    public void Gives_the_run_with_its_fresh_state_where_it_is_not_done()
    {
        var early = Run("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 60000 } -NoWait | Receive-IkDeploymentRun");
        Assert.Equal("IkomiaScale.IkDeploymentRun", early.Single.BaseObject.GetType().FullName);
        Assert.Contains(early.One("State"), new object[] { "PENDING", "STARTED" });
    }

    [Fact]
    public void Gives_several_as_they_are_done()
    {
        Run("$runs = 60000, 5 | ForEach-Object { Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = $_ } -NoWait }").Succeeded();
        Assert.Equal(Run("$runs[1]").All("Uuid"), Run("$runs | Receive-IkDeploymentRun -Wait | Select-Few 1").All("Uuid"));
    }

    [Fact]
    public void Says_Timeout_and_leaves_the_run_alone()
    {
        Run("$run = Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 5000 } -NoWait").Succeeded();
        var result = Run("$run | Receive-IkDeploymentRun -Wait -TimeoutSec 1");
        Assert.Equal("Timeout", result.ErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, result.Error.CategoryInfo.Category);
        Assert.Equal("SUCCESS", Run("$run | Receive-IkDeploymentRun -Wait").One("State"));
    }

    [Fact]
    public void Says_WorkflowFailed_with_what_the_service_said()
    {
        var result = Run("Invoke-IkDeployment -TaskName fail -Parameter @{ message = 'no luck today' } -NoWait | Receive-IkDeploymentRun -Wait; 'next'");
        Assert.Equal("WorkflowFailed", result.ErrorId);
        Assert.Contains("no luck today", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
    }

    [Theory]
    [InlineData(404, "NoResults", ErrorCategory.ObjectNotFound)]
    [InlineData(403, "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData(422, "InvalidInput", ErrorCategory.InvalidArgument)]
    public async Task Says_what_an_answer_means(int status, string id, ErrorCategory category)
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        await emulator.FailAsync(new { route = "results", action = "status", status, body = new { detail = "because" } });
        var result = session.Run($"Receive-IkDeploymentRun -Uuid {Guid.NewGuid()} -Wait");
        Assert.Equal(id, result.ErrorId);
        Assert.Equal(category, result.Error.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("-Uuid ..", "InvalidInput")]
    [InlineData("-Uuid x -Endpoint https://other.example", "DeploymentNotFound")]
    public void Says_what_is_wrong_with_one(string arguments, string id)
    {
        Assert.Equal(id, Run($"Receive-IkDeploymentRun {arguments}").ErrorId);
        Assert.Equal(id, Session.Fail($"Receive-IkDeploymentRun {arguments} -ErrorAction Stop").Id());
    }

    [Theory]
    [InlineData("-Run $null")]
    [InlineData("-Uuid ''")]
    [InlineData("-Uuid x -ThrottleLimit 11")]
    [InlineData("-Uuid x -TimeoutSec -1")]
    public void Refuses_values_that_cannot_be(string arguments) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Receive-IkDeploymentRun {arguments}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Lets_the_pipeline_stop_early()
    {
        Run("$runs = 1..4 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -NoWait").Succeeded();
        Assert.Single(Run("$runs | Receive-IkDeploymentRun -Wait -ThrottleLimit 1 | Select-Few 1").Succeeded().Output);
    }

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        session.Variables.SetVariable("run", Run("@{ TEXT = 1 } | Invoke-IkDeployment -NoWait").Single);
        Assert.Equal("SUCCESS", session.Run("$run | Receive-IkDeploymentRun -Wait -Connection $connection").One("State"));
    }

    [Fact]
    public void Receives_from_the_deployment_that_the_profile_has_a_name_for()
    {
        var name = $"v{Guid.NewGuid():N}";
        var address = Emulator.Address;
        Run($"Save-IkConnection {name} -Deployment @{{ ocr = '{address}' }} -ScaleUrl {address} -StorageUrl {address} -TokenCommand \"'{Emulated.Token}'\"").Succeeded();
        Assert.Single(Run($"$run = Invoke-IkDeployment -NoWait; Receive-IkDeploymentRun -Connection {name} -Uuid $run.Uuid -Deployment ocr -Wait").Succeeded().Output);
        Assert.Equal("DeploymentNotFound", Run("Receive-IkDeploymentRun -Uuid x -Deployment ocr").ErrorId);
    }
}
