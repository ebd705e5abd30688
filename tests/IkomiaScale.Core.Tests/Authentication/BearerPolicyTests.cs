using IkomiaScale.Authentication;

namespace IkomiaScale.Tests.Authentication;

/// <summary>Which hosts are shown the token when content is fetched.</summary>
public sealed class BearerPolicyTests
{
    [Theory]
    [InlineData("https://scalefs.ikomia.ai", "https://scalefs.ikomia.ai/v1/content?a=b")]
    [InlineData("https://scalefs.ikomia.ai/base/", "https://scalefs.ikomia.ai:443/elsewhere")]
    [InlineData("https://scalefs.ikomia.ai", "HTTPS://ScaleFS.Ikomia.AI/x")]
    [InlineData("http://127.0.0.1:8787", "http://127.0.0.1:8787/x")]
    [InlineData("http://[::1]:8787", "http://[::1]:8787/x")]
    [InlineData("https://10.0.0.1", "https://10.0.0.1/x")]
    [InlineData("https://storage", "https://storage/x")]
    public void The_storage_itself_sees_it(string storage, string target) => Assert.True(Allows(storage, target));

    [Theory]
    [InlineData("https://scalefs.ikomia.ai", "https://cdn.ikomia.ai/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://a.b.CDN.Ikomia.AI/x")]
    [InlineData("https://files.eu.firm.co.uk", "https://cdn.eu.firm.co.uk/x")]
    [InlineData("https://files.firm.co.uk", "https://cdn.firm.co.uk/x")]
    [InlineData("https://fichiers.société.fr", "https://cdn.xn--socit-esab.fr/x")]
    [InlineData("https://files.mine.github.io", "https://cdn.mine.github.io/x")]
    [InlineData("https://files.abc.de", "https://cdn.abc.de/x")]
    [InlineData("https://files.storage.corp", "https://cdn.storage.corp/x")]
    public void Its_siblings_over_https_see_it(string storage, string target) => Assert.True(Allows(storage, target));

    [Theory]
    [InlineData("https://scalefs.ikomia.ai", "http://scalefs.ikomia.ai/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://scalefs.ikomia.ai:8443/x")]
    [InlineData("https://scalefs.ikomia.ai", "http://cdn.ikomia.ai/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://cdn.ikomia.ai:8443/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://evilikomia.ai/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://ikomia.ai.evil.example/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://scalefs.ikomia.ai.evil.example/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://scalefs.ikomia.ai@evil.example/x")]
    [InlineData("https://scalefs.ikomia.ai", "https://evil.example/scalefs.ikomia.ai")]
    [InlineData("https://scalefs.ikomia.ai", "https://evil.example#.ikomia.ai")]
    [InlineData("https://scalefs.ikomia.ai", "https://bucket.s3.amazonaws.com/x")]
    [InlineData("https://scalefs.ikomia.ai", "ftp://cdn.ikomia.ai/x")]
    [InlineData("https://scalefs.ikomia.ai", "file:///etc/passwd")]
    public void Other_hosts_do_not(string storage, string target) => Assert.False(Allows(storage, target));

    [Theory]
    [InlineData("https://files.co.uk", "https://evil.co.uk/x")]
    [InlineData("https://files.com.au", "https://evil.com.au/x")]
    [InlineData("https://ikomia.ai", "https://evil.ai/x")]
    [InlineData("https://storage", "https://evil/x")]
    [InlineData("https://mine.azurewebsites.net", "https://evil.azurewebsites.net/x")]
    [InlineData("https://mine.github.io", "https://evil.github.io/x")]
    [InlineData("https://mine.eu-west-1.compute.amazonaws.com", "https://evil.eu-west-1.compute.amazonaws.com/x")]
    [InlineData("https://mine.s3.amazonaws.com", "https://evil.s3.amazonaws.com/x")]
    [InlineData("https://mine.fly.dev", "https://evil.fly.dev/x")]
    [InlineData("https://mine.kobe.jp", "https://evil.kobe.jp/x")]
    [InlineData("https://mine.xn--p1ai", "https://evil.xn--p1ai/x")]
    [InlineData("https://files.firm.co.uk", "https://evil.co.uk/x")]
    public void A_domain_that_is_nobodys_own_makes_no_siblings(string storage, string target) => Assert.False(Allows(storage, target));

    [Theory]
    [InlineData("https://10.0.0.1", "https://11.0.0.1/x")]
    [InlineData("http://127.0.0.1:1", "http://127.0.0.1:2/x")]
    [InlineData("http://127.0.0.1:1", "http://localhost:1/x")]
    [InlineData("http://127.0.0.1:1", "http://127.0.0.2:1/x")]
    [InlineData("https://[2001:db8::1]", "https://[2001:db8::2]/x")]
    public void Addresses_make_no_siblings(string storage, string target) => Assert.False(Allows(storage, target));

    private static bool Allows(string storage, string target) => BearerPolicy.Allows(new Uri(storage), new Uri(target));
}
