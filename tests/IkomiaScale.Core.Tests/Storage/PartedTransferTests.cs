using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Retries;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Tests.Throttling;
using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Storage;

/// <summary>Which bytes are asked for when a content comes in parts, where they go, and what is handed on when something fails.</summary>
public sealed class PartedTransferTests : IDisposable
{
    private const int Size = 10_200;
    private const int Begin = 500;
    private const int PartSize = 1000;
    private const int FileStart = 3;
    private const string FinalName = "final.bin";

    private readonly byte[] _content = StoredObjects.Bytes(Size);
    private readonly TestFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly TransferProgress _progress = new("a", Size);
    private readonly List<byte> _taken = [];
    private readonly PartService _service;
    private readonly FileStream _file;

    public PartedTransferTests()
    {
        _service = new PartService(_content);
        _file = new FileStream(_folder.File("a.bin"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_part_is_asked_for_once_goes_to_its_place_and_is_handed_on_in_order()
    {
        await RunAsync();

        Assert.Equal(
            ["500-1499", "1500-2499", "2500-3499", "3500-4499", "4500-5499", "5500-6499", "6500-7499", "7500-8499", "8500-9499", "9500-10199"],
            _service.Ranges.OrderBy(range => int.Parse(range.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(_content[Begin..], _taken);
        Assert.Equal(Size, _progress.Bytes);
        _file.Dispose();
        Assert.Equal(_content[Begin..], File.ReadAllBytes(_folder.File("a.bin"))[(FileStart + Begin)..]);
    }

    [Fact]
    public async Task Two_connections_are_tried_first()
    {
        var both = new TaskCompletionSource();
        _service.Answer = async (start, end) =>
        {
            if (_service.Open == 2)
            {
                both.TrySetResult();
            }

            await both.Task;
            return _service.Part(start, end);
        };

        await RunAsync();

        Assert.Equal(2, _service.MostOpen);
        Assert.Equal(_content[Begin..], _taken);
    }

    [Fact]
    public async Task Without_places_for_more_one_part_comes_after_the_other()
    {
        await RunAsync(places: 0);

        Assert.Equal(1, _service.MostOpen);
        Assert.Equal(_content[Begin..], _taken);
    }

    [Fact]
    public async Task A_part_that_breaks_is_asked_for_from_where_it_broke()
    {
        var tries = 0;
        _service.Answer = (start, end) => Task.FromResult(
            start == 2500 && Interlocked.Increment(ref tries) == 1 ? _service.Part(start, end, count: 300) : _service.Part(start, end));

        var running = RunAsync();
        await Eventually.HoldsAsync(() => running.IsCompleted || _clock.Waits.Any(wait => wait < TimeSpan.FromMinutes(1)), "the part is to be repeated");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await running;

        Assert.Contains("2800-3499", _service.Ranges);
        Assert.Equal(11, _service.Ranges.Count);
        Assert.Equal(_content[Begin..], _taken);
        Assert.Equal(Size, _progress.Bytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_the_part_that_was_asked_for_is_not_written(bool ignoresRanges)
    {
        _service.Answer = (start, end) => Task.FromResult(
            ignoresRanges ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(_content) } : _service.Part(start + 1, end));

        var failure = await Assert.ThrowsAsync<ScaleException>(() => RunAsync());

        Assert.Equal((ScaleErrorId.InvalidResponse, "a.bin"), (failure.ErrorId, failure.Target));
        Assert.Empty(_taken);
        Assert.Equal(0, _file.Length);
    }

    [Fact]
    public async Task A_part_that_is_longer_than_asked_for_does_not_reach_into_the_next()
    {
        _service.Answer = (start, end) => Task.FromResult(_service.Part(start, end, count: Math.Min(Size - (int)start, PartSize + 50)));

        await RunAsync(places: 0);

        Assert.Equal(_content[Begin..], _taken);
        Assert.Equal(Size, _progress.Bytes);
    }

    [Fact]
    public async Task When_a_part_cannot_be_had_all_before_it_was_handed_on_and_nothing_goes_on()
    {
        _service.Answer = (start, end) => Task.FromResult(start == 2500 ? new HttpResponseMessage(HttpStatusCode.BadRequest) : _service.Part(start, end));

        await Assert.ThrowsAsync<ScaleException>(() => RunAsync());

        Assert.Equal(_content[Begin..2500], _taken);
        Assert.Equal(0, _service.Open);
    }

    [Fact]
    public async Task When_it_is_cancelled_nothing_goes_on()
    {
        using var stop = new CancellationTokenSource();
        _service.Answer = async (start, end) =>
        {
            if (start >= 2500)
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, stop.Token);
            }

            return _service.Part(start, end);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(stop: stop.Token));

        Assert.Equal(0, _service.Open);
        Assert.Equal(_content[Begin..][.._taken.Count], _taken);
    }

    [Fact]
    public async Task Where_several_are_not_faster_what_was_asked_for_is_handed_on_and_the_rest_left_to_one()
    {
        _service.Answer = (start, end) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(_service.Part(start, end));
        };

        await RunAsync(trial: TimeSpan.FromSeconds(1), rate: 1e12);

        Assert.InRange(_taken.Count, 2 * PartSize, Size - Begin - PartSize);
        Assert.Equal(_service.Ranges.Count * PartSize, _taken.Count);
        Assert.Equal(_content[Begin..][.._taken.Count], _taken);
        Assert.Equal(Begin + _taken.Count, _progress.Bytes);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_told_with_the_name_of_the_file_and_not_of_the_unfinished_one()
    {
        // Where no file system has room.
        var failure = await Assert.ThrowsAsync<ScaleException>(() => RunAsync(fileStart: long.MaxValue - (2 * Size)));

        Assert.Equal((ScaleErrorId.InvalidPath, FinalName), (failure.ErrorId, failure.Target));
        Assert.Contains($"'{FinalName}' cannot be written", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_taken);
    }

    private async Task RunAsync(int places = 3, TimeSpan? trial = null, double rate = 1, long fileStart = FileStart, CancellationToken stop = default)
    {
        var retries = new RetryPolicy(_clock);
        using var token = SecureStrings.Protect("token");
        var channel = new ApiChannel(_service, FixedToken.OfApi(token), retries);
        var address = new Uri("http://127.0.0.1/");
        var contents = new ContentSource(channel, storage: null!, new ScaleClientOptions(address, token) { ScaleUrl = address, StorageUrl = address });
        var options = new TransferOptions
        {
            Progress = _progress,
            Parts = new PartsPlan(new FixedPlaces(places)) { PartSize = PartSize, Trial = trial ?? TimeSpan.FromHours(1) },
        };
        var source = StoredObjects.Object("a.bin", _content, "http://127.0.0.1/content");
        var transfer = new PartedTransfer(contents, retries, source, new PartFile(_file, fileStart, FinalName), options, Begin, rate);
        await transfer.RunAsync((block, count) => _taken.AddRange(block.AsSpan(0, count)), stop).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
    }

    /// <summary>Answers parts of a content, in memory.</summary>
    private sealed class PartService : ITransport
    {
        private readonly ConcurrentQueue<string> _ranges = new();
        private readonly byte[] _content;
        private int _open;

        public PartService(byte[] content)
        {
            _content = content;
            Answer = (start, end) => Task.FromResult(Part(start, end));
        }

        public Func<long, long, Task<HttpResponseMessage>> Answer { get; set; }

        public IReadOnlyCollection<string> Ranges => _ranges;

        /// <summary>How many requests have no answer yet.</summary>
        public int Open => Volatile.Read(ref _open);

        public int MostOpen { get; private set; }

        public HttpResponseMessage Part(long start, long end, int? count = null)
        {
            var part = new ByteArrayContent(_content, (int)start, count ?? (int)(end + 1 - start));
            part.Headers.ContentRange = new ContentRangeHeaderValue(start, end, Size);
            return new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = part };
        }

        public async Task<WireResponse> SendAsync(WireRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            _ranges.Enqueue($"{request.RangeStart}-{request.RangeEnd}");
            lock (_ranges)
            {
                MostOpen = Math.Max(MostOpen, Interlocked.Increment(ref _open));
            }

            try
            {
                var message = await Answer(request.RangeStart!.Value, request.RangeEnd!.Value);
                return new WireResponse(message, request.Url, new InactivityTimer(Timeout.InfiniteTimeSpan, cancellationToken));
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }

        public void Dispose()
        {
        }
    }
}
