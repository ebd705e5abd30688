using System.Net;
using System.Security.Cryptography.X509Certificates;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Security;

/// <summary>The emulator over https, with an authority of its own.</summary>
public sealed class HttpsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1.1", "127.0.0.1")]
    [InlineData("2.0", "127.0.0.1")]
    [InlineData("2.0", "localhost")]
    public async Task Who_trusts_its_authority_can_ask_it_in_both_versions_of_http(string version, string host)
    {
        await using var emulator = await StartAsync();
        using var client = Client(X509CertificateLoader.LoadCertificateFromFile(emulator.AuthorityFile!));
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(emulator.Address) { Host = host, Path = "workflow" }.Uri)
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request);

        Assert.Equal("https", emulator.Address.Scheme);
        Assert.Equal(request.Version, response.Version);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Its_authority_is_a_new_one_with_each_start_and_its_key_is_in_no_file()
    {
        await using (var first = await StartAsync())
        {
            File.Copy(first.AuthorityFile!, _folder.File("first.pem"));
        }

        await using var second = await StartAsync();

        Assert.NotEqual(await File.ReadAllTextAsync(_folder.File("first.pem")), await File.ReadAllTextAsync(second.AuthorityFile!));
        using var client = Client(X509CertificateLoader.LoadCertificateFromFile(_folder.File("first.pem")));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(second.Address, "workflow")));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_folder.Path, "*.pem", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    private Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(new EmulatorOptions { Port = 0, DataPath = _folder.File("data"), Https = true });

    private static HttpClient Client(X509Certificate2 authority) => new(new SocketsHttpHandler
    {
        SslOptions =
        {
            CertificateChainPolicy = new()
            {
                RevocationMode = X509RevocationMode.NoCheck,
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
            },
        },
    });
}
