namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class TestIkConnectionTests : CmdletTests
{
    public TestIkConnectionTests(SharedSession shared)
        : base(shared)
    {
        Session.Variables.SetVariable("address", Emulator.Address.ToString());
        Session.Variables.SetVariable("name", $"t{Guid.NewGuid():N}");
    }

    [Fact]
    public void Tries_the_connection_of_the_session()
    {
        var rows = Run("Test-IkConnection -Write");
        Assert.Equal(["NameResolution", "Proxy", "Connection", "Clock", "Token", "Deployment", "StorageRead", "StorageWrite"], rows.All("Check"));
        Assert.All(rows.All("Passed"), passed => Assert.Equal("True", passed));
        Assert.DoesNotContain(Emulated.Token, string.Concat(rows.All("Detail")), StringComparison.Ordinal);
        Run("$null = Get-IkDeployment -Refresh").Succeeded();
    }

    [Fact]
    public void Tries_a_profile_by_name()
    {
        Run($"Save-IkConnection $name $address -ScaleUrl $address -StorageUrl $address -TokenCommand \"'{Emulated.Token}'\"").Succeeded();
        Assert.All(Run("Test-IkConnection -Name $name").All("Passed"), passed => Assert.Equal("True", passed));
        Assert.Equal("NotConnected", Session.Fail("Test-IkConnection no-such-profile").Id());
    }

    [Fact]
    public void Tries_values_and_says_what_to_do()
    {
        var rows = Run("Test-IkConnection $address wrong -ScaleUrl $address -StorageUrl $address -TimeoutSec 20 -NoProxy").Succeeded();
        var token = rows.Output.Single(row => (string)row.Properties["Check"].Value == "Token");
        Assert.Equal(false, token.Properties["Passed"].Value);
        Assert.Contains("Connect-IkScale", (string)token.Properties["Advice"].Value, StringComparison.Ordinal);
        Assert.Equal(Emulator.Address.ToString(), Run("Get-IkConnection").One("Endpoint")!.ToString());
    }

    [Fact]
    public void Tries_the_proxy_and_the_certificates_that_are_given()
    {
        Local.Write("ca.pem", Certificates.AuthorityPem);
        Local.Write("client.pem", Certificates.ClientPem);
        var proxy = new PSCredential("anne", new System.Net.NetworkCredential(string.Empty, "pr0xy").SecurePassword);
        Session.Variables.SetVariable("credential", proxy);
        var rows = Run(
            "Test-IkConnection -Endpoint https://d.example/ -Token x -ScaleUrl https://d.example/ -StorageUrl http://d.example/ -AllowInsecure -Proxy http://127.0.0.1:1 " +
            "-ProxyCredential $credential -CertificateAuthority ca.pem -Certificate client.pem").Succeeded();
        Assert.Contains(rows.Output, row => (string)row.Properties["Check"].Value == "Proxy" && row.Properties["Passed"].Value is false);
        Assert.Equal("InvalidInput", Session.Fail("Test-IkConnection -Endpoint https://d.example/ -Token x -ProxyCredential $credential -ProxyUseDefaultCredentials").Id());
    }

    [Fact]
    public void Shows_a_table_that_can_be_pasted()
    {
        var shown = Show("Test-IkConnection");
        Assert.Matches(@"Check\s+Passed\s+Milliseconds\s+Detail\s+Advice", shown);
        Assert.Contains("StorageRead", shown, StringComparison.Ordinal);
    }
}
