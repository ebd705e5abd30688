using System.Security;
using IkomiaScale.Authentication;

namespace IkomiaScale.Tests;

/// <summary>What a client can be made with.</summary>
public sealed class OptionsTests
{
    private const string Endpoint = "https://my.deployment.example/";

    [Theory]
    [InlineData(Endpoint)]
    [InlineData("http://localhost:8787")]
    [InlineData("http://127.0.0.1:8787/base")]
    [InlineData("http://[::1]:8787")]
    public void Https_and_this_machine_are_fine(string url)
    {
        using var client = new ScaleClient(new ScaleClientOptions(new Uri(url), Secret("t")) { ScaleUrl = new Uri(url), StorageUrl = new Uri(url) });

        Assert.Equal(new Uri(url), client.Options.Endpoint);
    }

    [Theory]
    [InlineData("http://my.example/")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://127.0.0.1.evil.example/")]
    [InlineData("http://10.0.0.1/")]
    public void Http_to_another_machine_must_be_meant(string url)
    {
        var error = Assert.Throws<ScaleException>(() => new ScaleClient(new ScaleClientOptions(new Uri(url), Secret("t"))));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Contains("-AllowInsecure", error.Message, StringComparison.Ordinal);
        Assert.Contains(url, error.Message, StringComparison.Ordinal);
        new ScaleClient(new ScaleClientOptions(new Uri(url), Secret("t")) { AllowInsecure = true }).Dispose();
    }

    [Theory]
    [InlineData("ftp://my.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("my.example/deployment")]
    [InlineData("/deployment")]
    public void Other_schemes_are_refused(string url)
    {
        var options = new ScaleClientOptions(new Uri(url, UriKind.RelativeOrAbsolute), Secret("t"));

        Assert.Equal(ScaleErrorId.InvalidInput, Assert.Throws<ScaleException>(() => new ScaleClient(options)).ErrorId);
    }

    [Theory]
    [InlineData("endpoint")]
    [InlineData("platform")]
    [InlineData("storage")]
    public void The_url_that_is_wrong_is_named(string which)
    {
        var wrong = new Uri("http://wrong.example/");
        var right = new Uri(Endpoint);
        var options = new ScaleClientOptions(which == "endpoint" ? wrong : right, Secret("t"))
        {
            ScaleUrl = which == "platform" ? wrong : right,
            StorageUrl = which == "storage" ? wrong : right,
        };

        Assert.Contains(which, Assert.Throws<ScaleException>(() => new ScaleClient(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_a_url_is_refused_and_not_told()
    {
        var options = new ScaleClientOptions(new Uri("https://me:s3cr3t@my.example/"), Secret("t"));

        var error = Assert.Throws<ScaleException>(() => new ScaleClient(options));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.DoesNotContain("s3cr3t", error + error.Target, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_token_is_told_with_the_way_out()
    {
        var error = Assert.Throws<ScaleException>(() => new ScaleClient(new ScaleClientOptions(new Uri(Endpoint), new SecureString())));

        Assert.Equal(ScaleErrorId.NotConnected, error.ErrorId);
        Assert.Contains("IKOMIA_TOKEN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3cr3t“")]
    [InlineData("s3cr3t\n")]
    [InlineData("s3c\tr3t")]
    [InlineData("s3cr3té")]
    public void A_token_that_no_header_can_carry_is_refused_and_not_told(string token)
    {
        var error = Assert.Throws<ScaleException>(() => new ScaleClient(new ScaleClientOptions(new Uri(Endpoint), Secret(token))));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.DoesNotContain("s3c", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_outlives_the_callers_copy()
    {
        await using var server = await Support.TestServer.StartAsync(context => Support.FakeService.GiveTokenAsync(context, 1));
        var token = Secret("mine");
        using var client = new ScaleClient(new ScaleClientOptions(server.Address, token) { ScaleUrl = server.Address, StorageUrl = server.Address });
        token.Dispose();

        await client.CheckAsync();

        Assert.Equal("Token mine", server.Requests.Single().Header("Authorization"));
    }

    private static SecureString Secret(string text) => SecureStrings.Protect(text);
}
