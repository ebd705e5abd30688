using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class RefusedNameTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly TestEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/./b")]
    [InlineData("a/../b")]
    [InlineData("..")]
    [InlineData("%2e%2e/%2e%2e/etc")]
    [InlineData("a/%2E/b")]
    [InlineData("a%2Fb")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("a%00b", true)]
    [InlineData("a%0Ab")]
    [InlineData("a%1Bb")]
    [InlineData("a%7Fb")]
    [InlineData("a%C2%85b")]
    [InlineData("a%FFb")]
    [InlineData("a%C3")]
    [InlineData("a%C0%AFb")]
    [InlineData("a%ED%A0%80b")]
    [InlineData("a%zz")]
    [InlineData("a%2")]
    [InlineData("a%")]
    [InlineData("a/")]
    public async Task Names_that_could_be_mistaken_for_others_are_refused(string raw, bool byKestrel = false)
    {
        var body = "--b\r\nContent-Disposition: form-data; name=file\r\n\r\nx\r\n--b--\r\n";
        using var connection = await RawConnection.OpenAsync(_emulator.Address);
        await connection.SendAsync(
            $"POST /v1/objects/{raw} HTTP/1.1\r\nHost: {_emulator.Address.Authority}\r\nConnection: close\r\n" +
            $"Authorization: {_emulator.Client.DefaultRequestHeaders.Authorization}\r\n" +
            $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var answer = await connection.ReadUntilAsync("}");
        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.True(byKestrel || answer.Contains("\"detail\"", StringComparison.Ordinal), answer);
        Assert.Empty(await _emulator.PathsAsync("/v1/objects/?page=1"));
        Assert.Equal(0, _emulator.Folder.CountFiles("blobs"));
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused()
    {
        await Answers.AssertRefusedAsync(_emulator.CreateAsync(new string('a', 1025), "x"), HttpStatusCode.BadRequest);
    }
}
