namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkDeploymentTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Get-IkDeployment")]
    [InlineData("Get-IkDeployment $address")]
    [InlineData("Get-IkDeployment -Endpoint $address")]
    [InlineData("Get-IkConnection | Get-IkDeployment")]
    [InlineData("Get-IkDeployment -Connection (Get-IkConnection)")]
    public void Shows_the_workflow_however_it_is_named(string script)
    {
        Session.Variables.SetVariable("address", Emulator.Address.ToString());
        Assert.Equal("emulator-demo", Run(script).One("Name"));
    }

    [Fact]
    public void Tells_tasks_with_parameters_inputs_and_outputs()
    {
        var task = Run("(Get-IkDeployment).Tasks | Where-Object Name -EQ slow");
        Assert.Equal(0, task.One("Index"));
        Assert.Equal(true, task.One("IsFinal"));
        Assert.Equal("milliseconds = 2000", Run("(Get-IkDeployment).Tasks.Where{ $_.Name -eq 'slow' }.Parameters").Text);
        Assert.Equal("describe", Run("Get-IkDeployment").One("DefaultTask")!.ToString());
    }

    [Fact]
    public async Task Asks_the_service_once_per_connection_and_again_with_Refresh()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Run("1..3 | ForEach-Object { $null = Get-IkDeployment }").Succeeded();
        Assert.Equal(1, await emulator.CountAsync("workflow"));
        session.Run("$null = Get-IkDeployment -Refresh").Succeeded();
        Assert.Equal(2, await emulator.CountAsync("workflow"));
    }

    [Theory]
    [InlineData("https://other.example", "DeploymentNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("just-words", "InvalidInput", ErrorCategory.InvalidArgument)]
    [InlineData("http://other.example", "InvalidInput", ErrorCategory.InvalidArgument)]
    public void Says_what_is_wrong_and_goes_on(string endpoint, string id, ErrorCategory category)
    {
        var result = Run($"Get-IkDeployment {endpoint}; 'next'");
        Assert.Equal(id, result.ErrorId);
        Assert.Equal(category, result.Error.CategoryInfo.Category);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public void Ends_the_script_with_ErrorAction_Stop()
    {
        var result = Run("Get-IkDeployment just-words -ErrorAction Stop; 'next'");
        Assert.Equal("InvalidInput", result.Failure!.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Says_InvalidResponse_where_there_is_no_workflow()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        await emulator.FailAsync(new { route = "workflow", action = "status", status = 200, body = new { hello = "world" } });
        Assert.Equal("InvalidResponse", session.Run("Get-IkDeployment").ErrorId);
    }

    [Fact]
    public void Says_which_connection_it_uses() =>
        Assert.Contains(Run("Get-IkDeployment -Verbose").Verbose, text => text.Contains(Emulator.Address.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Has_views_that_a_person_can_read()
    {
        Assert.Matches(@"DefaultTask\s*: describe", Show("Get-IkDeployment"));
        Assert.Matches(@"slow\s+0\s+True\s+input\s+description\s+milliseconds = 2000", Show("(Get-IkDeployment).Tasks"));
        Assert.Matches(@"milliseconds\s+2000", Show("(Get-IkDeployment).Tasks.Where{ $_.Name -eq 'slow' }.Parameters"));
    }

    [Fact]
    public void Gives_the_deployment_that_the_profile_has_a_name_for()
    {
        var name = $"d{Guid.NewGuid():N}";
        var address = Emulator.Address;
        Run($"Save-IkConnection {name} -Deployment @{{ ocr = '{address}' }} -ScaleUrl {address} -StorageUrl {address} -TokenCommand \"'{Emulated.Token}'\"").Succeeded();
        Assert.Equal(address.ToString(), Run($"Get-IkDeployment -Connection {name} -Deployment ocr").One("Endpoint")!.ToString());
        Assert.Equal("DeploymentNotFound", Run("Get-IkDeployment -Deployment ocr").ErrorId);
    }

    [Theory]
    [InlineData("Get-IkDeployment -Project $project")]
    [InlineData("Get-IkDeployment -Project $project -Workflow det* -Provider AWS -Region FRANCE -Flavour SERVERLESS -First 5 -Skip 0")]
    [InlineData("Get-IkDeployment -InputObject (Get-IkProject $project)")]
    [InlineData("Get-IkDeployment -InputObject (Get-IkWorkflow -Project $project)")]
    [InlineData("Get-IkDeployment -InputObject $deployment")]
    public void Lists_what_the_platform_has(string script)
    {
        Deploy();
        var found = Run(script);
        Assert.IsType<string>(found.One("Raw"));
        Assert.Equal("RUNNING S 1 detect", $"{found.One("Status")} {found.One("Size")} {found.One("Tag")} {found.One("Workflow")}");
        Assert.StartsWith(Emulator.Address.ToString(), found.One("Endpoint")!.ToString(), StringComparison.Ordinal);
        Assert.Matches("Project.*Workflow.*Provider.*Region.*Flavour.*Size.*Tag.*Status.*Endpoint", Show(script));
    }

    [Fact]
    public void Says_which_name_is_not_there()
    {
        PublishWorkflow();
        Assert.Empty(Run("Get-IkDeployment -Project $project").Succeeded().Output);
        Assert.Equal("ObjectNotFound", Run("Get-IkDeployment -Project $project -Workflow nothing").ErrorId);
        Assert.Equal("ObjectNotFound", Run("Get-IkDeployment -Project no-such-project").ErrorId);
        Assert.Equal("InvalidInput", Run("Get-IkDeployment -InputObject 1").ErrorId);
    }
}
