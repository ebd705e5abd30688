using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Wire;

/// <summary>Bodies flow: neither side's is ever held as a whole.</summary>
public sealed class StreamingTests
{
    private const long Size = 256L * 1024 * 1024;

    /// <summary>Far more than all buffers on the way together, far less than the whole.</summary>
    private const long Ahead = 48L * 1024 * 1024;

    [Fact]
    public async Task An_answer_is_there_before_its_end()
    {
        var isRead = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync("first"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await isRead.Task;
            await context.Response.Body.WriteAsync("second"u8.ToArray());
        });
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/")), CancellationToken.None);
        using var body = await response.OpenBodyAsync();
        var first = new byte[5];
        await body.ReadExactlyAsync(first);
        isRead.SetResult();

        Assert.Equal("first"u8.ToArray(), first);
        Assert.Equal("second", await new StreamReader(body).ReadToEndAsync());
    }

    [Fact]
    public async Task The_server_of_a_large_answer_is_never_far_ahead_of_its_reader()
    {
        long written = 0;
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentLength = Size;
            for (var chunk = new byte[1024 * 1024]; written < Size; Interlocked.Add(ref written, chunk.Length))
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/")), CancellationToken.None);
        using var body = await response.OpenBodyAsync();
        var buffer = new byte[1024 * 1024];
        await body.ReadExactlyAsync(buffer);
        await Eventually.HoldsAsync(() => Interlocked.Read(ref written) > 0, "the server has written something");
        var ahead = await SettledAsync(() => Interlocked.Read(ref written));
        long total = buffer.Length;
        for (int read; (read = await body.ReadAsync(buffer)) > 0; total += read)
        {
        }

        Assert.InRange(ahead, 1, Ahead);
        Assert.Equal(Size, total);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_is_read_no_faster_than_the_server_takes_it(bool isLengthKnown)
    {
        var source = new CountingStream(Size, isLengthKnown);
        long ahead = 0;
        long total = 0;
        await using var server = await TestServer.StartAsync(async context =>
        {
            var buffer = new byte[1024 * 1024];
            await context.Request.Body.ReadExactlyAsync(buffer);
            ahead = await SettledAsync(() => source.Taken);
            total = buffer.Length;
            for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0; total += read)
            {
            }
        });
        using var transport = Wired.Transport();
        var request = new WireRequest(HttpMethod.Post, server.Url("/"))
        {
            CreateContent = timer => ObjectForm.ForUpload(
                new UploadContent(UploadSource.FromStream(source), new TransferOptions { SkipChecksum = true }, timer), "video/mp4", isDirectoryArchive: false),
        };

        using var response = await transport.SendAsync(request, CancellationToken.None);

        Assert.InRange(ahead, 1, Ahead);

        // The form around the file adds a little.
        Assert.InRange(total, Size, Size + 1000);
        Assert.Equal(isLengthKnown ? $"{total}" : null, server.Requests.Single().Header("Content-Length"));
    }

    // The value once it no longer changes.
    private static async Task<long> SettledAsync(Func<long> value)
    {
        for (long last = -1, steady = 0; ;)
        {
            await Task.Delay(20);
            var now = value();
            steady = now == last ? steady + 1 : 0;
            last = now;
            if (steady == 10)
            {
                return now;
            }
        }
    }
}
