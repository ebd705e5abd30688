using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Wire;

/// <summary>Time alone never ends an upload either, however slowly its source gives something to send.</summary>
public sealed class SlowSourceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_source_that_takes_its_time_is_no_silence(bool expectContinue)
    {
        await using var server = await TestServer.StartAsync(context => context.KeepBodyAsync());
        using var transport = Wired.Transport(Wired.Fair);
        var source = new CountingStream(100, canSeek: true)
        {
            BeforeRead = (position, token) => position == 0 ? Task.Delay(Wired.Fair * 1.2, token) : Task.CompletedTask,
        };

        using var response = await transport.SendAsync(Upload(server, source, expectContinue), CancellationToken.None);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(100, server.Requests.Single().Body.Length);
    }

    private static WireRequest Upload(TestServer server, CountingStream source, bool expectContinue) => new(HttpMethod.Post, server.Address)
    {
        ExpectContinue = expectContinue,
        CreateContent = timer => new UploadContent(UploadSource.FromStream(source), new TransferOptions(), timer),
    };
}
