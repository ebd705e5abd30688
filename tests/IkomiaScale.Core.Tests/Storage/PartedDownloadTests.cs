using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using IkomiaScale.Authentication;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Tests.Throttling;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Storage;

/// <summary>A large content over several connections: only where that is faster, and always the whole content.</summary>
public sealed class PartedDownloadTests
{
    private const int Size = 6_000_000;
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(Size);
    private readonly ConcurrentQueue<string> _ranges = new();
    private int _atOnce;
    private int _peak;

    [Fact]
    public async Task Comes_over_several_connections_where_each_of_them_is_slow()
    {
        await DownloadAsync(context => SendAsync(context, perConnection: true));

        Assert.InRange(_peak, 2, 4);
        Assert.Contains(_ranges, range => !range.EndsWith('-') && range.Length > 0);
    }

    [Fact]
    public async Task Comes_over_one_connection_without_places_for_more()
    {
        await DownloadAsync(context => SendAsync(context, perConnection: true), places: 0);

        Assert.Equal(1, _peak);
    }

    [Fact]
    public async Task Comes_over_one_connection_where_a_number_is_kept_to()
    {
        await DownloadAsync(context => SendAsync(context, perConnection: true), isParted: false);

        Assert.Equal([""], _ranges);
    }

    [Fact]
    public async Task A_service_that_ignores_ranges_all_the_same_gives_the_whole_content()
    {
        await DownloadAsync(context => SendAsync(context, perConnection: true, ignoresRanges: true));

        Assert.Contains(_ranges, range => range.Length > 0);
    }

    [Fact]
    public async Task A_part_that_breaks_goes_on_where_it_broke()
    {
        var broken = 0;
        await DownloadAsync(context => SendAsync(
            context, perConnection: true, breaks: range => range.Length > 0 && !range.EndsWith('-') && Interlocked.Increment(ref broken) <= 3));

        Assert.True(broken > 3);
    }

    private async Task DownloadAsync(RequestDelegate send, int places = 3, bool isParted = true)
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "a.bin");
        await using var service = await FakeService.StartAsync(send);
        var address = service.Server.Address;
        using var client = new ScaleClient(new ScaleClientOptions(address, SecureStrings.Protect(FakeService.ApiToken)) { ScaleUrl = address, StorageUrl = address });
        var json = StoredObjects.Json("a.bin", "x");
        json["size"] = Size;
        json["sha256"] = Convert.ToHexStringLower(SHA256.HashData(_content));
        json["download_url"] = service.Server.Url("/content/a").AbsoluteUri;
        var plan = new PartsPlan(new FixedPlaces(places))
        {
            LeastLeft = 500_000,
            PartSize = 300_000,
            LeastWait = TimeSpan.Zero,
            Trial = TimeSpan.FromMilliseconds(200),
        };

        await client.Storage.DownloadFileAsync(
            IkStorageObject.FromJson(json), path, WhenExists.Fail, new TransferOptions { Parts = isParted ? plan : null });

        Assert.Equal(_content, await File.ReadAllBytesAsync(path));
    }

    // 1.5 MB/s a connection.
    private async Task SendAsync(HttpContext context, bool perConnection, bool ignoresRanges = false, Func<string, bool>? breaks = null)
    {
        var range = context.Request.Headers.Range.ToString().Replace("bytes=", string.Empty, StringComparison.Ordinal);
        _ranges.Enqueue(range);
        var (start, end) = (0, Size - 1);
        if (range.Length > 0 && !ignoresRanges)
        {
            var bounds = range.Split('-');
            start = int.Parse(bounds[0], CultureInfo.InvariantCulture);
            end = bounds[1].Length > 0 ? int.Parse(bounds[1], CultureInfo.InvariantCulture) : end;
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {start}-{end}/{Size}";
        }

        context.Response.Headers.AcceptRanges = "bytes";
        context.Response.ContentLength = end + 1 - start;
        // Only parts count: of the open request that they replace, a server notices the end some time later.
        var counts = range.Length > 0 && !range.EndsWith('-') ? 1 : 0;
        var now = Interlocked.Add(ref _atOnce, counts);
        for (var before = _peak; before < now && Interlocked.CompareExchange(ref _peak, now, before) != before; before = _peak)
        {
        }

        try
        {
            var isBroken = breaks?.Invoke(range) == true;
            for (var at = start; at <= end && !context.RequestAborted.IsCancellationRequested; at += 30_000)
            {
                if (at + 30_000 > end)
                {
                    // Before its last bytes leave: the next part may be asked for as soon as they arrive.
                    Interlocked.Add(ref _atOnce, -counts);
                    counts = 0;
                }

                await context.Response.Body.WriteAsync(_content.AsMemory(at, Math.Min(30_000, end + 1 - at)), context.RequestAborted);
                if (isBroken)
                {
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                    return;
                }

                await Task.Delay(perConnection ? 20 : 0, context.RequestAborted);
            }
        }
        finally
        {
            Interlocked.Add(ref _atOnce, -counts);
        }
    }
}
