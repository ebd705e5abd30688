namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class NewIkApiTokenTests(SharedSession shared) : PlatformTests(shared)
{
    private const string Credential = "$credential = [pscredential]::new('emulator', (ConvertTo-Secure 'emulator-token'));";

    private string Prepared => """
        function ConvertTo-Secure($text) { $secret = [securestring]::new(); $text.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }; $secret }
        """ + "\n" + Credential;

    [Fact]
    public void Gives_a_secret_that_opens_the_platform_without_a_connection()
    {
        using var session = Session.WithModule();
        session.Run($"{Prepared} $token = New-IkApiToken -Credential $credential -Name 'night job' -TimeToLive 3600 -ScaleUrl '{Emulator.Address}'").Succeeded();
        Assert.Equal("System.Security.SecureString", session.Run("$token.GetType().FullName").Text);
        session.Run($"Connect-IkScale -Token $token -ScaleUrl '{Emulator.Address}'").Succeeded();
        Assert.Equal("emulator", session.Run("Get-IkAccount").One("UserName"));
    }

    [Fact]
    public void Takes_the_platform_of_the_session() =>
        Assert.Equal("SecureString", Run($"{Prepared} (New-IkApiToken $credential nightly).GetType().Name").Text);

    [Fact]
    public void Is_over_after_its_time()
    {
        Run($"{Prepared} $token = New-IkApiToken $credential short -TimeToLive 1").Succeeded();
        using var session = Session.WithModule();
        session.Variables.SetVariable("token", Session.Variables.GetVariable("token"));
        session.Run($"Connect-IkScale -Token $token -ScaleUrl '{Emulator.Address}' -SkipCheck; [Threading.Thread]::Sleep(1200)").Succeeded();
        Assert.Equal("Unauthorized", session.Run("Get-IkAccount").ErrorId);
    }

    [Fact]
    public void Says_that_the_password_is_wrong_and_not_what_it_is()
    {
        var error = Session.Fail($"{Prepared} New-IkApiToken ([pscredential]::new('emulator', (ConvertTo-Secure 'my-secret-words'))) nightly");
        Assert.Equal("Unauthorized", error.Id());
        Assert.DoesNotContain("my-secret-words", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("emulator", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_nothing_with_WhatIf() => Assert.Empty(Run($"{Prepared} New-IkApiToken $credential nightly -WhatIf").Succeeded().Output);

    [Fact]
    public void Refuses_http_to_another_host()
    {
        Assert.Equal("InvalidInput", Session.Fail($"{Prepared} New-IkApiToken $credential nightly -ScaleUrl http://other.example").Id());
        Assert.Empty(Run($"{Prepared} New-IkApiToken $credential nightly -ScaleUrl http://other.example -AllowInsecure -WhatIf").Succeeded().Output);
    }

    [Fact]
    public async Task Says_that_a_token_may_be_made_whose_answer_was_lost()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        await emulator.FailAsync(new { route = "administration", method = "POST", action = "reset", when = "after-body", times = -1 });
        var error = session.Fail($"{Prepared} New-IkApiToken $credential nightly");
        Assert.Contains("was created: check the list of tokens", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await emulator.CountAsync("administration"));
    }

    [Fact]
    public async Task Goes_through_the_proxy_of_the_parameters_with_their_credentials()
    {
        using var session = Session.WithModule();
        session.Variables.SetVariable("proxyCredential", new PSCredential("anne", new System.Net.NetworkCredential(string.Empty, "pr0xy").SecurePassword));
        using var proxy = new TokenProxy();
        const string Create = "New-IkApiToken $credential nightly -ScaleUrl http://platform.example -AllowInsecure -TimeoutSec 20";
        session.Run(Prepared).Succeeded();

        // Only the proxy knows this host, so the token can come from nowhere else.
        Assert.Equal("SecureString", session.Run($"({Create} -Proxy '{proxy.Address}' -ProxyCredential $proxyCredential).GetType().Name").Text);
        Assert.All(await proxy.RequestsAsync(), request => Assert.StartsWith("POST http://platform.example/", request, StringComparison.Ordinal));
        Assert.Equal("InvalidInput", session.Fail($"{Create} -Proxy '{proxy.Address}' -NoProxy").Id());
        Assert.Equal("InvalidInput", session.Fail($"{Create} -ProxyCredential $proxyCredential -ProxyUseDefaultCredentials").Id());
    }

    [Fact]
    public async Task Trusts_the_authority_that_is_named_or_that_the_session_trusts()
    {
        await using var emulator = await Emulated.StartAsync(options => options with { Https = true });
        using var session = Session.WithModule();
        var create = $"{Prepared} (New-IkApiToken $credential nightly";
        Assert.Equal("NetworkError", session.Fail($"{create} -ScaleUrl '{emulator.Address}')").Id());
        Local.Write("client.pem", Certificates.ClientPem);
        var named = $"-CertificateAuthority '{emulator.AuthorityFile}' -Certificate '{Local.Path}/client.pem'";
        Assert.Equal("SecureString", session.Run($"{create} -ScaleUrl '{emulator.Address}' {named}).GetType().Name").Text);
        session.Run($"Connect-IkScale -Token {Emulated.Token} -ScaleUrl '{emulator.Address}' -CertificateAuthority '{emulator.AuthorityFile}'").Succeeded();
        Assert.Equal("SecureString", session.Run($"{create}).GetType().Name").Text);
    }
}
