namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkDeploymentLogTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Get-IkDeploymentLog $project")]
    [InlineData("Get-IkDeploymentLog -Project $project -Workflow detect -Provider AWS -Region FRANCE -Flavour SERVERLESS -Connection (Get-IkConnection)")]
    [InlineData("$deployment | Get-IkDeploymentLog -Start ([datetimeoffset]::Now.AddHours(-1)) -End ([datetimeoffset]::Now.AddHours(1))")]
    [InlineData("Get-IkDeploymentLog -InputObject $deployment -Level INFO")]
    public void Tells_what_runs_did(string script)
    {
        Deploy();
        Submit(1);
        var lines = Run(script);
        Assert.Equal(2, lines.All("Message").Count);
        Assert.Contains("started", lines.All("Message")[0]!, StringComparison.Ordinal);
        Assert.Equal(["INFO", "INFO"], lines.All("Level"));
        Assert.Contains("timestamp", lines.All("Raw")[0]!, StringComparison.Ordinal);
        Assert.InRange((DateTimeOffset)lines.Output[0].Properties["Time"].Value, DateTimeOffset.Now.AddHours(-1), DateTimeOffset.Now.AddHours(1));
    }

    [Fact]
    public void Filters_by_level_and_time_and_count()
    {
        Deploy();
        Submit(2);
        Assert.Empty(Run("$deployment | Get-IkDeploymentLog -Level ERROR").Succeeded().Output);
        Assert.Empty(Run("$deployment | Get-IkDeploymentLog -Start ([datetimeoffset]::Now.AddHours(1))").Succeeded().Output);
        Assert.Single(Run("$deployment | Get-IkDeploymentLog -First 1 -Skip 1").Succeeded().Output);
        Assert.Single(Run("$deployment | Get-IkDeploymentLog | Select-Few 1").Succeeded().Output);
    }

    [Fact]
    public async Task Follows_without_losing_or_repeating_a_line()
    {
        Deploy();
        Submit(1);
        using var other = Session.Connected(Emulator);
        other.Variables.SetVariable("endpoint", Run("$deployment.Endpoint").Single);
        using var running = Session.Start("$deployment | Get-IkDeploymentLog -Follow -IntervalSec 1");
        await Eventually.HoldsAsync(() => running.Output.Count == 2, "the lines that are there come");
        other.Run("1..3 | ForEach-Object { $null = Invoke-IkDeployment -Endpoint $endpoint -InputObject @{ DATA_DICT = @{ a = $_ } } }").Succeeded();
        await Eventually.HoldsAsync(() => running.Output.Count == 8, "the lines of the new runs come");
        other.Run("[Threading.Thread]::Sleep(2500)").Succeeded();
        Assert.Equal(8, running.Output.Count);
        // By number: who enumerates the collection waits for its end.
        Assert.Equal(8, Enumerable.Range(0, 8).Select(number => running.Output[number].Properties["Raw"].Value).Distinct().Count());
        Assert.True(running.Stop() < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Ends_following_with_First()
    {
        Deploy();
        Submit(1);
        Assert.Equal(2, Run("$deployment | Get-IkDeploymentLog -Follow -First 2").Succeeded().Output.Count);
    }

    [Fact]
    public void Follows_one_only()
    {
        Deploy();
        Run($"New-IkDeployment $project detect {Workflow.Place} -Confirm:$false").Succeeded();
        Assert.Equal("InvalidInput", Run("Get-IkDeploymentLog $project -Follow").ErrorId);
    }

    [Fact]
    public void Has_a_table()
    {
        Deploy();
        Submit(1);
        Assert.Matches(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\s+INFO\s+Run", Show("$deployment | Get-IkDeploymentLog"));
    }

    private void Submit(int count) =>
        Run($"1..{count} | ForEach-Object {{ $null = Invoke-IkDeployment -Endpoint $deployment.Endpoint -InputObject @{{ DATA_DICT = @{{ a = 1 }} }} }}").Succeeded();
}
