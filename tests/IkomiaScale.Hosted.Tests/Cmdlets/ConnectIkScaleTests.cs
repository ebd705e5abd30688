namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class ConnectIkScaleTests(SharedSession shared) : IClassFixture<SharedSession>, IDisposable
{
    private readonly Session _session = Session.WithModule();

    private string Address => shared.Emulator.Address.ToString();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Takes_endpoint_and_token_by_position()
    {
        Assert.Empty(Run($"Connect-IkScale {Address} emulator-token -ScaleUrl {Address} -StorageUrl {Address}").Succeeded().Output);
        Assert.Equal(Address, Run("Get-IkConnection").One("Endpoint")!.ToString());
    }

    [Fact]
    public void Takes_everything_by_name_and_gives_the_connection_with_PassThru()
    {
        var connection = Run($"Connect-IkScale -Endpoint {Address} -Token emulator-token -ScaleUrl {Address} -StorageUrl {Address} -TimeoutSec 7 -PassThru");
        Assert.Equal("IkomiaScale.IkConnection", connection.Single.BaseObject.GetType().FullName);
        Assert.Equal(7.0, connection.One("TimeoutSec"));
        Assert.Equal(Address, connection.One("ScaleUrl")!.ToString());
        Assert.Equal(Address, connection.One("StorageUrl")!.ToString());
    }

    [Fact]
    public void Takes_a_secure_string()
    {
        var token = new System.Security.SecureString();
        Array.ForEach(Emulated.Token.ToCharArray(), token.AppendChar);
        _session.Variables.SetVariable("token", token);
        Run($"Connect-IkScale {Address} $token -ScaleUrl {Address} -StorageUrl {Address}").Succeeded();
    }

    [Fact]
    public void Asks_the_service_for_nothing_with_SkipCheck()
    {
        Run("Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -SkipCheck").Succeeded();
        Assert.Equal("http://127.0.0.1:1/", Run("Get-IkConnection").One("Endpoint")!.ToString());
    }

    [Fact]
    public void Takes_plain_http_to_another_machine_only_with_AllowInsecure()
    {
        Run("Connect-IkScale http://example.invalid x -ScaleUrl http://example.invalid -StorageUrl http://example.invalid -SkipCheck -AllowInsecure").Succeeded();
        Assert.Equal("InvalidInput", Run("Connect-IkScale http://example.invalid x -ScaleUrl http://example.invalid -SkipCheck").ErrorId);
    }

    [Theory]
    [InlineData("Connect-IkScale", "NotConnected", ErrorCategory.ConnectionError)]
    [InlineData("Connect-IkScale http://127.0.0.1:1", "NotConnected", ErrorCategory.ConnectionError)]
    [InlineData("Connect-IkScale $address wrong -ScaleUrl $address -StorageUrl $address", "Unauthorized", ErrorCategory.AuthenticationError)]
    [InlineData("Connect-IkScale https://other.example emulator-token -ScaleUrl $address -StorageUrl $address", "DeploymentNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -StorageUrl $address", "NetworkError", ErrorCategory.ConnectionError)]
    [InlineData("Connect-IkScale just-words x -ScaleUrl $address", "NotConnected", ErrorCategory.ConnectionError)]
    [InlineData("Connect-IkScale -Name just-words", "NotConnected", ErrorCategory.ConnectionError)]
    [InlineData("Connect-IkScale some/path x -ScaleUrl $address", "InvalidInput", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-IkScale https://d.example x -Proxy http://127.0.0.1:1 -ScaleUrl https://d.example", "NetworkError", ErrorCategory.ConnectionError)]
    [InlineData("Connect-IkScale https://d.example x -NoProxy -ProxyUseDefaultCredentials", "InvalidInput", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-IkScale https://d.example x -CertificateAuthority none.pem", "InvalidInput", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-IkScale https://d.example x -Certificate none.pfx", "InvalidInput", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-IkScale https://d.example x -Certificate 0123456789abcdef0123456789abcdef01234567", "InvalidInput", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-IkScale https://d.example x -Certificate 5", "InvalidInput", ErrorCategory.InvalidArgument)]
    public void Says_what_is_wrong_and_connects_to_nothing(string script, string id, ErrorCategory category)
    {
        _session.Variables.SetVariable("address", Address);
        var error = _session.Fail(script);
        Assert.Equal(id, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Empty(Run("Get-IkConnection").Output);
    }

    [Fact]
    public void Without_an_endpoint_it_is_a_connection_to_the_account_alone()
    {
        Assert.Null(Run($"Connect-IkScale -Token emulator-token -ScaleUrl {Address} -SkipCheck -PassThru").One("Endpoint"));
        var error = _session.Fail("Get-IkStorageObject");
        Assert.Equal("NotConnected", error.Id());
        Assert.Contains("Connect-IkScale -Endpoint", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("NotConnected", _session.Fail("Get-IkDeployment").Id());
        Assert.Equal("NotConnected", _session.Fail("Invoke-IkDeployment").Id());
        Run($"Get-IkDeployment -Endpoint {Address}").Succeeded();
    }

    [Theory]
    [InlineData("-TimeoutSec 0")]
    [InlineData("-TimeoutSec 86401")]
    [InlineData("-Endpoint $null")]
    [InlineData("-Token $null")]
    public void Refuses_values_that_cannot_be(string argument) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Connect-IkScale {argument}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Says_where_it_connects_to_and_never_the_token()
    {
        var result = Run($"Connect-IkScale {Address} emulator-token -ScaleUrl {Address} -StorageUrl {Address} -Verbose -PassThru").Succeeded();
        Assert.Contains(result.Verbose, text => text.Contains(Address, StringComparison.Ordinal));
        Assert.DoesNotContain(result.Verbose, text => text.Contains("emulator-token", StringComparison.Ordinal));
        Assert.DoesNotContain("emulator-token", _session.Show("Get-IkConnection"), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_a_profile_by_its_name_and_other_values_over_it()
    {
        var name = $"c{Guid.NewGuid():N}";
        Run($"Save-IkConnection {name} https://elsewhere.example/ -ScaleUrl {Address} -StorageUrl {Address} -TokenCommand \"'{Emulated.Token}'\"").Succeeded();
        Assert.Equal("DeploymentNotFound", _session.Fail($"Connect-IkScale {name}").Id());
        Run($"Connect-IkScale -Name {name.ToUpperInvariant()} -Endpoint {Address}").Succeeded();
        Assert.Equal(Address, Run("Get-IkConnection").One("Endpoint")!.ToString());
        Assert.Equal(name, Run("Get-IkConnection").One("Name"));
        Assert.Equal("Unauthorized", _session.Fail($"Connect-IkScale {name} wrong").Id());
    }

    [Fact]
    public void Offers_the_names_of_profiles_for_Tab()
    {
        var name = $"tab{Guid.NewGuid():N}";
        Run($"Save-IkConnection {name} {Address} -Deployment @{{ ocr = '{Address}'; detect = '{Address}' }} -TokenVariable X").Succeeded();
        string Offered(string line) => Run($"[System.Management.Automation.CommandCompletion]::CompleteInput('{line}', {line.Length}, $null).CompletionMatches.CompletionText -join ' '").Text;
        Assert.Equal(name, Offered($"Connect-IkScale {name[..20]}"));
        Assert.Equal(name, Offered($"Get-IkStorageObject -Connection {name[..20]}"));
        Assert.Equal("detect ocr", Offered($"Invoke-IkDeployment -Connection {name} -Deployment "));
    }

    [Fact]
    public async Task Trusts_the_authority_that_is_given_and_no_other()
    {
        await using var emulator = await Emulated.StartAsync(options => options with { Https = true });
        var where = $"'{emulator.Address}' {Emulated.Token} -ScaleUrl '{emulator.Address}' -StorageUrl '{emulator.Address}'";
        var error = _session.Fail($"Connect-IkScale {where}");
        Assert.Equal("NetworkError", error.Id());
        Assert.Contains("-CertificateAuthority", error.ToString(), StringComparison.Ordinal);
        Run($"Connect-IkScale {where} -CertificateAuthority '{emulator.AuthorityFile}'").Succeeded();
        Assert.Equal("over https", Run("$null = Send-IkStorageObject -Content 'over https' -Destination a.txt; Read-IkStorageObject a.txt").Text);
        Assert.Single(Run("Invoke-IkDeployment").Succeeded().Output);
    }

    [Fact]
    public void Takes_credentials_for_the_proxy_and_a_certificate_as_objects()
    {
        _session.Variables.SetVariable("credential", new PSCredential("anne", new System.Net.NetworkCredential(string.Empty, "pr0xy").SecurePassword));
        using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(Certificates.ClientPem, Certificates.ClientPem);
        _session.Variables.SetVariable("certificate", certificate);
        Run("Connect-IkScale https://d.example x -Proxy http://proxy.example:3128 -ProxyCredential $credential -Certificate $certificate -SkipCheck").Succeeded();
        Assert.DoesNotContain("pr0xy", _session.Show("Get-IkConnection"), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_place_of_the_connection_before()
    {
        Run("Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -SkipCheck").Succeeded();
        Run(Session.ConnectTo(shared.Emulator)).Succeeded();
        Assert.Equal(Address, Run("Get-IkConnection").One("Endpoint")!.ToString());
    }

    private Result Run(string script) => _session.Run(script);
}
