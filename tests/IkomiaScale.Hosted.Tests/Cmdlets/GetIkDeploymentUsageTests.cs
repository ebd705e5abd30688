namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkDeploymentUsageTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Get-IkDeploymentUsage $project")]
    [InlineData("Get-IkDeploymentUsage -Project $project -Workflow detect -Provider AWS -Region FRANCE -Flavour SERVERLESS -Period Day -Connection (Get-IkConnection)")]
    [InlineData("$deployment | Get-IkDeploymentUsage -Start ([datetimeoffset]::Now.AddHours(-1)) -End ([datetimeoffset]::Now.AddHours(1))")]
    [InlineData("Get-IkDeploymentUsage -InputObject $deployment -Period Week")]
    public void Gives_a_row_for_each_product_and_time(string script)
    {
        Deploy();
        Submit();
        var rows = Run(script);
        Assert.Equal(2, rows.Output.Sum(row => (double)row.Properties["Amount"].Value));
        Assert.All(rows.All("Product"), product => Assert.Equal("SERVERLESS_S", product));
        Assert.All(rows.All("Unit"), unit => Assert.Equal("second", unit));
        Assert.All(rows.Output, row => Assert.IsType<DateTimeOffset>(row.Properties["Time"].Value));
        Assert.All(rows.All("Project"), project => Assert.Equal(Project, project));
    }

    [Fact]
    public void Gives_totals()
    {
        Deploy();
        Submit();
        var total = Run("$deployment | Get-IkDeploymentUsage -Total");
        Assert.Equal(2d, total.One("Amount"));
        Assert.Null(total.One("Time"));
        Assert.Empty(Run("$deployment | Get-IkDeploymentUsage -Period Yesterday").Succeeded().Output);
        Assert.Empty(Run("$deployment | Get-IkDeploymentUsage -Period LastMonth -First 5").Succeeded().Output);
    }

    [Fact]
    public void Says_what_cannot_be_meant()
    {
        Deploy();
        Assert.Equal("InvalidInput", Session.Fail("$deployment | Get-IkDeploymentUsage -Period Day -Start ([datetimeoffset]::Now)").Id());
        Assert.Equal("InvalidInput", Session.Fail("$deployment | Get-IkDeploymentUsage -Start ([datetimeoffset]::Now) -End ([datetimeoffset]::Now.AddDays(-1))").Id());
        Assert.Equal("ObjectNotFound", Run("Get-IkDeploymentUsage no-such-project").ErrorId);
    }

    [Fact]
    public void Has_a_table()
    {
        Deploy();
        Submit();
        Assert.Matches(@"SERVERLESS_S\s+\d{4}-\d\d-\d\d \d\d:00\s+\d+\s+second", Show("$deployment | Get-IkDeploymentUsage | ForEach-Object { $_ }"));
        Assert.Matches(@"SERVERLESS_S\s+total\s+2\s+second", Show("$deployment | Get-IkDeploymentUsage -Total"));
    }

    private void Submit() =>
        Run("1..2 | ForEach-Object { $null = Invoke-IkDeployment -Endpoint $deployment.Endpoint -InputObject @{ DATA_DICT = @{ a = 1 } } }").Succeeded();
}
