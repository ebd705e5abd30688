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
    [InlineData("Connect-IkScale just-words x -ScaleUrl $address", "InvalidInput", ErrorCategory.InvalidArgument)]
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
    public void Takes_the_place_of_the_connection_before()
    {
        Run("Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -SkipCheck").Succeeded();
        Run(Session.ConnectTo(shared.Emulator)).Succeeded();
        Assert.Equal(Address, Run("Get-IkConnection").One("Endpoint")!.ToString());
    }

    private Result Run(string script) => _session.Run(script);
}
