using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Wire;

/// <summary>A signed URL is worthless once a byte of it has changed.</summary>
public sealed class UrlTests
{
    [Theory]
    [InlineData("/plain/path.txt?page=1&exact=true")]
    [InlineData("/a%2Fb%2fc?sig=x%2By%2Fz%3D%3d&t=1+2")]
    [InlineData("/a%20b/+/%2B?q=a%20b+c")]
    [InlineData("/~x/%25/100%25?x=%25~")]
    [InlineData("/a;b;c=1/'x'/(y)!*?p='1';r=(2)!*")]
    [InlineData("/a%5Bb%5D/[c]?d=[e]&f=%5Bg%5D")]
    [InlineData("/%C3%A9%F0%9F%98%80/%D7%A9%D7%9C?k=%C3%A9")]
    [InlineData("/a%3Fb%23c%26d?e=%23%26%3F")]
    [InlineData("/a:b@c,d$e?f=g:h@i,j$k/l?m")]
    [InlineData("/with//double///slashes?x=a//b")]
    [InlineData("/trailing/?x=")]
    [InlineData("/noquery?")]
    [InlineData("/valueless?a&b=&=c&&d")]
    [InlineData("/order?z=1&a=2&z=3&Z=4")]
    [InlineData("/%252F%2520%25")]
    [InlineData("/a%22%3C%3E%5C%5E%60%7B%7C%7D?q=%22%3C%3E%5C%5E%60%7B%7C%7D")]
    [InlineData("/a%E2%80%AEb%E2%80%8F?x=%E2%80%AE")]
    [InlineData("/e%CC%81%EF%BF%BF%F0%90%80%80%e9?x=%ff")]
    public async Task Goes_out_byte_for_byte(string target) => Assert.Equal(target, await SentAsync(target));

    /// <summary>
    /// All that is changed is changed by <see cref="Uri"/> itself, before the transport sees it: characters that no URL may
    /// hold are encoded, letters that need no encoding are decoded, and dot segments are resolved. By the standard these
    /// are the same URL, and a service that checks a signature takes them for the same.
    /// </summary>
    [Theory]
    [InlineData("/a%7Eb/%41%2D%5F?s=%7E%41", "/a~b/A-_?s=~A")]
    [InlineData("/a b?c d", "/a%20b?c%20d")]
    [InlineData("/é/😀?q=é", "/%C3%A9/%F0%9F%98%80?q=%C3%A9")]
    [InlineData("/a\"<>^`{|}?q=\"<>", "/a%22%3C%3E%5E%60%7B%7C%7D?q=%22%3C%3E")]
    [InlineData("/a\\b?c=d\\e", "/a/b?c=d%5Ce")]
    [InlineData("/a/../b/./c?d=/../e", "/b/c?d=/../e")]
    [InlineData("/a/%2e%2E/b", "/b")]
    public async Task Only_what_the_Uri_class_changes_is_changed(string given, string expected)
    {
        Assert.Equal(expected, new Uri("http://host" + given).AbsoluteUri["http://host".Length..]);
        Assert.Equal(expected, await SentAsync(given));
    }

    [Fact]
    public async Task A_fragment_stays_here() => Assert.Equal("/a?b", await SentAsync("/a?b#secret"));

    private static async Task<string> SentAsync(string target)
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask);
        using var transport = Wired.Transport();
        await transport.GetTextAsync(server.Url(target));
        return server.Requests.Single().Target;
    }
}
