using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Wire;

/// <summary>What a person is told of a certificate, the same on every framework and system.</summary>
public sealed class ServerCertificateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)] // a length of two bytes
    [InlineData(300)] // and of three
    public void The_names_and_addresses_are_told_as_they_are(int count)
    {
        var hosts = Enumerable.Range(0, count).Select(number => $"host-number-{number:000}.of.a.long.name.example").ToList();

        using var certificate = Issue(builder =>
        {
            hosts.ForEach(builder.AddDnsName);
            builder.AddEmailAddress("someone@other.example");
            builder.AddIpAddress(IPAddress.Parse("192.0.2.7"));
            builder.AddIpAddress(IPAddress.Parse("2001:db8::7"));
        });

        Assert.Equal(string.Join(", ", hosts.Append("192.0.2.7").Append("2001:db8::7")), Names(certificate));
    }

    [Fact]
    public void Without_them_it_is_the_name_of_the_subject()
    {
        using var certificate = Issue(null);

        Assert.Equal("subject.example", Names(certificate));
    }

#if DESKTOP
    // Newer .NET reads the extension by itself, and refuses one that is damaged.
    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3080")]
    [InlineData("30847FFFFFFF")]
    [InlineData("3083FFFFFF")]
    [InlineData("0401FF")]
    public void Damaged_ones_are_none(string bytes) => Assert.Empty(SubjectNames.Read(Convert.FromHexString(bytes)));

    [Theory]
    [InlineData("30048202612E")]
    [InlineData("300682 02 612E 82 05")]
    [InlineData("300982 02 612E 87 03 010203")]
    public void Those_before_the_damage_are_read(string bytes) =>
        Assert.Equal(["a."], SubjectNames.Read(Convert.FromHexString(bytes.Replace(" ", string.Empty, StringComparison.Ordinal))));
#endif

    private static string Names(X509Certificate2 certificate) => new ServerCertificate(certificate, CertificateProblems.None, null).Names;

    private static X509Certificate2 Issue(Action<SubjectAlternativeNameBuilder>? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=subject.example", key, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            var builder = new SubjectAlternativeNameBuilder();
            names(builder);
            request.CertificateExtensions.Add(builder.Build());
        }

        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
