using System.Net;
using System.Security.Cryptography;
using IkomiaScale.Deployments;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Wire;

/// <summary>All that goes out goes through the proxy, which asks who is there.</summary>
public sealed class ProxyTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string User = "anne";
    private const string Password = "p:r0xy §ecret";
    private const int Large = 24 * 1024 * 1024;

    [Fact]
    public async Task Storage_and_runs_go_through_it_with_credentials()
    {
        await using var proxy = new AskingProxy(User, Password);
        using var client = Client(proxy, new NetworkCredential(User, Password));
        var path = $"{EmulatorFixture.NewFolder()}/a.bin";
        var content = RandomNumberGenerator.GetBytes(Large);

        await client.Storage.UploadAsync(new UploadRequest(UploadSource.FromBytes(content), path));
        var stored = await client.Storage.FindAsync(path);
        using var read = new MemoryStream();
        await client.Storage.DownloadAsync(stored!, read);
        var run = await client.Deployments.SubmitAsync(new RunRequest());
        var result = await client.Deployments.WaitAsync(run);

        Assert.Equal(content, read.ToArray());
        Assert.Equal("SUCCESS", result.State);
        Assert.Contains(proxy.Passed, line => line.StartsWith(emulator.Address.Scheme == "https" ? "CONNECT " : "POST ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_credentials_the_error_says_how_to_give_them()
    {
        await using var proxy = new AskingProxy(User, Password);
        using var client = Client(proxy);

        var error = await Assert.ThrowsAsync<ScaleException>(() => client.CheckAsync());

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.Contains($"The proxy {proxy.Url.GetLeftPart(UriPartial.Authority)} requires credentials", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", error.Message, StringComparison.Ordinal);
        Assert.Empty(proxy.Passed);
        Assert.Equal(1, proxy.Asked);
    }

    [Fact]
    public async Task Wrong_credentials_are_told_and_not_repeated_in_what_is_told()
    {
        await using var proxy = new AskingProxy(User, Password);
        using var client = Client(proxy, new NetworkCredential(User, "another-password"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => client.CheckAsync());

        Assert.Contains("does not accept the credentials", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-password", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(proxy.Passed);
    }

    [Fact]
    public async Task A_tunnel_to_https_is_opened_with_credentials_too()
    {
        using var authority = new TestAuthority();
        await using var server = await TestServer.StartAsync(
            async context =>
            {
                await context.KeepBodyAsync();
                await context.TextAsync(200, "good");
            },
            authority.ForLoopback());
        await using var proxy = new AskingProxy(User, Password);
        using var transport = Wired.Transport(network: new NetworkOptions
        {
            Proxy = proxy.Url,
            ProxyCredential = new NetworkCredential(User, Password),
            CertificateAuthorities = [authority.Certificate],
        });

        Assert.Equal("good", await transport.GetTextAsync(server.Address));

        Assert.Equal([$"CONNECT {server.Address.Authority} HTTP/1.1"], proxy.Passed);
        Assert.Null(server.Requests.Single().Header("Proxy-Authorization"));
    }

    [Fact]
    public async Task A_tunnel_without_credentials_is_refused_with_the_way_out()
    {
        await using var proxy = new AskingProxy(User, Password);
        using var transport = Wired.Transport(network: new NetworkOptions { Proxy = proxy.Url });

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(new Uri("https://scale.example/")));

        Assert.Contains("requires credentials", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Theory]
    [InlineData(403, false)]
    [InlineData(502, true)]
    public async Task A_tunnel_that_it_does_not_open_is_told_with_its_status(int status, bool isTransient)
    {
        await using var proxy = new AskingProxy { Refuses = status };
        using var transport = Wired.Transport(network: new NetworkOptions { Proxy = proxy.Url });

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(new Uri("https://scale.example/")));

        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
        Assert.Contains("https://scale.example", error.Message, StringComparison.Ordinal);
        Assert.Equal(isTransient, error.IsTransient);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named()
    {
        var nobody = RawServer.Nobody();
        using var transport = Wired.Transport(network: new NetworkOptions { Proxy = nobody });

        var error = await Assert.ThrowsAsync<ScaleException>(() => transport.GetTextAsync(new Uri("https://scale.example/")));

        Assert.Contains($"The proxy {nobody.GetLeftPart(UriPartial.Authority)} cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.Contains("-NoProxy", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://proxy.example/", "not the URL of a proxy")]
    [InlineData("http://me:s3cr3t@proxy.example/", "-ProxyCredential")]
    public void A_proxy_that_cannot_be_one_is_refused(string url, string part)
    {
        var options = new NetworkOptions { Proxy = new Uri(url) };

        var error = Assert.Throws<ScaleException>(options.Validate);

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_contradict_one_another_are_refused()
    {
        var credential = new NetworkCredential(User, Password);
        Assert.Throws<ScaleException>(new NetworkOptions { NoProxy = true, Proxy = new Uri("http://proxy.example/") }.Validate);
        Assert.Throws<ScaleException>(new NetworkOptions { NoProxy = true, ProxyCredential = credential }.Validate);
        Assert.Throws<ScaleException>(new NetworkOptions { ProxyCredential = credential, ProxyUseDefaultCredentials = true }.Validate);
    }

    private ScaleClient Client(AskingProxy proxy, NetworkCredential? credential = null)
    {
        var options = emulator.Options();
        return new ScaleClient(new ScaleClientOptions(options.Token)
        {
            Endpoint = options.Endpoint,
            ScaleUrl = options.ScaleUrl,
            StorageUrl = options.StorageUrl,
            InactivityTimeout = options.InactivityTimeout,
            Network = new NetworkOptions
            {
                Proxy = proxy.Url,
                ProxyCredential = credential,
                CertificateAuthorities = emulator.Network.CertificateAuthorities,
            },
        });
    }
}
