namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class NewIkDeploymentTests(SharedSession shared) : PlatformTests(shared)
{
    [Fact]
    public void Creates_one_that_serves_runs_when_it_is_up()
    {
        PublishWorkflow();
        var made = Run($"New-IkDeployment $project detect {Workflow.Place} -Wait -TimeoutSec 60 -Confirm:$false -Connection (Get-IkConnection)");
        Assert.Equal(Project, made.One("Project"));
        Assert.Equal("detect", made.One("Workflow"));
        Assert.Equal("RUNNING", made.One("Status"));
        Assert.Equal("AWS FRANCE SERVERLESS S 1", string.Join(' ', new[] { "Provider", "Region", "Flavour", "Size", "Tag" }.Select(name => made.One(name))));
        Session.Variables.SetVariable("endpoint", made.One("Endpoint"));
        Assert.Equal("SUCCESS", Run("Invoke-IkDeployment -Endpoint $endpoint -InputObject @{ DATA_DICT = @{ a = 1 } }").One("State"));
        Assert.Equal("detect", Run("Get-IkDeployment $endpoint").One("Name"));
    }

    [Fact]
    public void Gives_it_at_once_without_Wait()
    {
        PublishWorkflow();
        var made = Run("New-IkDeployment -Project $project -Workflow detect -Provider AWS -Region FRANCE -Flavour SERVERLESS -Size S -Confirm:$false");
        Assert.Null(made.One("Endpoint"));
        Assert.Equal("CREATING", made.One("Status"));
    }

    [Fact]
    public void Takes_workflows_saved_deployments_and_rows()
    {
        PublishWorkflow();
        Run($"Get-IkWorkflow -Project $project | New-IkDeployment {Workflow.Place} -Confirm:$false").Succeeded();
        Run("$saved = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-IkDeployment -Project $project)))").Succeeded();
        Run("Remove-IkDeployment $project -Confirm:$false").Succeeded();
        Assert.Equal("S", Run("$saved | New-IkDeployment -Confirm:$false").One("Size"));
        Assert.Equal("M", Run("New-IkDeployment -InputObject $saved -Size M -Confirm:$false").One("Size"));
        Assert.Equal("GPU", Run("[pscustomobject]@{ Project = $project; Workflow = 'detect'; Provider = 'AWS'; Region = 'FRANCE'; Flavour = 'GPU'; Size = 'L' } | New-IkDeployment -Confirm:$false").One("Flavour"));
        Assert.Equal("InvalidInput", Run("@{ Project = $project; Workflow = 'detect' } | New-IkDeployment -Confirm:$false").ErrorId);
    }

    [Fact]
    public void Gives_what_is_there_with_SkipExisting()
    {
        Deploy();
        Assert.Equal(Run("$deployment.Url").Text, Run($"(New-IkDeployment $project detect {Workflow.Place} -SkipExisting -Confirm:$false).Url").Text);
        Assert.Equal("ObjectExists", Run($"New-IkDeployment $project detect {Workflow.Place.Replace("-Size S", "-Size M", StringComparison.Ordinal)} -SkipExisting -Confirm:$false").ErrorId);
        Assert.Single(Run("Get-IkDeployment -Project $project").Output);
    }

    [Fact]
    public void Asks_as_it_costs()
    {
        PublishWorkflow();
        Answer("No");
        Run($"New-IkDeployment $project detect {Workflow.Place}").Succeeded();
        Run($"New-IkDeployment $project detect {Workflow.Place} -WhatIf").Succeeded();
        Assert.Empty(Run("Get-IkDeployment -Project $project").Succeeded().Output);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 9)]
    public async Task Creates_one_and_no_second_though_answers_are_lost(bool carriedOut, int times)
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "detect"));
        session.Run($"$null = New-IkProject traffic; $null = Publish-IkWorkflow $file traffic; $null = New-IkDeployment traffic detect {Workflow.Place} -Confirm:$false").Succeeded();
        await emulator.FailAsync(new { route = "administration", method = "POST", action = "reset", when = "after-body", carriedOut, times });
        var made = session.Run($"New-IkDeployment traffic detect {Workflow.Place} -Confirm:$false");
        Assert.Equal("S", made.One("Size"));
        Assert.Equal(2, session.Run("Get-IkDeployment -Project traffic").Output.Count);
    }

    [Fact]
    public async Task Says_that_it_failed_and_shows_what_it_waits_for()
    {
        await using var emulator = await Emulated.StartAsync(options => options with { DeploymentDelay = TimeSpan.FromSeconds(1.5) });
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "detect"));
        session.Run("$null = New-IkProject traffic; $null = Publish-IkWorkflow $file traffic").Succeeded();
        await emulator.FailAsync(new { route = "administration", method = "POST", action = "fail-deployment" });
        var result = session.Run($"New-IkDeployment traffic detect {Workflow.Place} -Wait -Confirm:$false");
        Assert.Equal("WorkflowFailed", result.ErrorId);
        Assert.Equal("detect", PSObject.AsPSObject(result.Error.TargetObject).Properties["Workflow"].Value);
        Assert.Contains(result.Progress, record => record.StatusDescription.StartsWith("CREATING", StringComparison.Ordinal));
        Assert.Equal("ERROR", session.Run("Get-IkDeployment -Project traffic").One("Status"));
    }

    [Fact]
    public async Task Waits_no_longer_than_it_is_told_and_ends_with_CtrlC()
    {
        await using var emulator = await Emulated.StartAsync(options => options with { DeploymentDelay = TimeSpan.FromHours(1) });
        using var session = Session.Connected(emulator);
        session.Variables.SetVariable("file", Workflow.Write(Local, "detect"));
        session.Run("$null = New-IkProject traffic; $null = Publish-IkWorkflow $file traffic").Succeeded();
        var error = session.Run($"New-IkDeployment traffic detect {Workflow.Place} -Wait -TimeoutSec 1 -Confirm:$false").Error;
        Assert.Equal("Timeout", error.Id());
        Assert.Contains("may still start and cost", error.ToString(), StringComparison.Ordinal);
        using var running = session.Start($"New-IkDeployment traffic detect {Workflow.Place} -Wait -Confirm:$false");
        await Eventually.HoldsAsync(async () => await emulator.CountAsync("administration") > 12, "the deployment is waited for");
        Assert.True(running.Stop() < TimeSpan.FromSeconds(20));
    }
}
