using IkomiaScale.Authentication;

namespace IkomiaScale.Tests.Authentication;

/// <summary>What part of a host's name somebody has registered, by the Public Suffix List.</summary>
public sealed class PublicSuffixesTests
{
    [Theory]

    // Registries of one and of several labels.
    [InlineData("ikomia.ai", "ikomia.ai")]
    [InlineData("a.b.ikomia.ai", "ikomia.ai")]
    [InlineData("files.firm.co.uk", "firm.co.uk")]
    [InlineData("a.city.tokyo.jp", "city.tokyo.jp")]

    // Wildcards, and exceptions from them.
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("a.city.kobe.jp", "city.kobe.jp")]
    [InlineData("a.b.c.ck", "b.c.ck")]
    [InlineData("x.www.ck", "www.ck")]

    // What belongs to providers: each name below is somebody else's.
    [InlineData("a.mine.github.io", "mine.github.io")]
    [InlineData("mine.azurewebsites.net", "mine.azurewebsites.net")]
    [InlineData("a.b.mine.s3.amazonaws.com", "mine.s3.amazonaws.com")]
    [InlineData("x.ec2-1-2-3-4.eu-west-1.compute.amazonaws.com", "ec2-1-2-3-4.eu-west-1.compute.amazonaws.com")]

    // International names, in the form of DNS.
    [InlineData("a.xn--socit-esab.fr", "xn--socit-esab.fr")]
    [InlineData("a.b.xn--p1ai", "b.xn--p1ai")]

    // Domains that are on no list: private ones of firms.
    [InlineData("a.storage.corp", "storage.corp")]

    // The root's own dot, and capitals.
    [InlineData("A.Ikomia.AI.", "ikomia.ai")]
    public void The_registrable_domain_is_known(string host, string domain) => Assert.Equal(domain, PublicSuffixes.RegistrableDomain(host));

    [Theory]
    [InlineData("ai")]
    [InlineData("co.uk")]
    [InlineData("github.io")]
    [InlineData("azurewebsites.net")]
    [InlineData("anything.kobe.jp")]
    [InlineData("localhost")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData(".ikomia.ai")]
    public void What_nobody_can_register_has_none(string host) => Assert.Null(PublicSuffixes.RegistrableDomain(host));

    [Fact]
    public void The_list_is_whole_and_of_both_kinds()
    {
        Assert.InRange(PublicSuffixes.Count, 9000, 100_000);
        Assert.Null(PublicSuffixes.RegistrableDomain("com"));
        Assert.Null(PublicSuffixes.RegistrableDomain("web.app"));
    }
}
