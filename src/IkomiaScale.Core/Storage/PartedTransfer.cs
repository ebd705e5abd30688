using System.Buffers;
using IkomiaScale.Concurrency;
using IkomiaScale.Errors;
using IkomiaScale.Retries;
using IkomiaScale.Throttling;

namespace IkomiaScale.Storage;

/// <summary>
/// Downloads the rest of a content in parts over several connections. Each part is written to its place in the file; then the
/// parts are passed on in order, to be hashed. More connections are tried as long as that is faster. The transfer ends at the
/// end of the content, or when one connection is as fast.
/// </summary>
internal sealed class PartedTransfer
{
    private readonly ContentSource _contents;
    private readonly RetryPolicy _retries;
    private readonly IkStorageObject _source;
    private readonly PartFile _file;
    private readonly PartsPlan _plan;
    private readonly TransferProgress? _progress;
    private readonly LimitSearch _search = new(start: 1, PartsPlan.MostAtOnce);
    private readonly Queue<Part> _parts = new();
    private readonly long _size;
    private long _claimed;
    private long _moved;
    private int _wasTried;

    /// <summary>Creates a transfer of the rest.</summary>
    /// <param name="contents">Opens the content.</param>
    /// <param name="retries">Repeats a part that breaks, from the byte where it broke.</param>
    /// <param name="source">The object.</param>
    /// <param name="file">The file of the content.</param>
    /// <param name="options">The options with the plan.</param>
    /// <param name="position">The number of bytes that have arrived.</param>
    /// <param name="rate">The measured speed of one connection, in bytes per second.</param>
    public PartedTransfer(
        ContentSource contents, RetryPolicy retries, IkStorageObject source, PartFile file, TransferOptions options, long position, double rate)
    {
        _contents = contents;
        _retries = retries;
        _source = source;
        _file = file;
        _plan = options.Parts!;
        _progress = options.Progress;
        _size = source.Size!.Value;
        _claimed = _moved = position;
        _search.Measured(rate, TimeSpan.Zero);
    }

    /// <summary>Downloads parts until all have arrived, or until one connection is as fast.</summary>
    /// <param name="take">Receives the bytes in order.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ScaleException">A part failed. The bytes that were passed on are valid.</exception>
    public async Task RunAsync(Action<byte[], int> take, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var clock = _retries.Clock;
            var (since, before) = (clock.GetTimestamp(), Interlocked.Read(ref _moved));
            while (_parts.Count > 0 || (_search.Limit > 1 && _claimed < _size))
            {
                Claim(stop.Token);
                if (_parts.Count == 0)
                {
                    return;
                }

                var trial = clock.WaitAsync(_plan.Trial, stop.Token);
                await Task.WhenAny(_parts.Peek().Coming, trial).ConfigureAwait(false);
                if (_parts.Peek().Coming.IsCompleted)
                {
                    await TakeAsync(_parts.Dequeue(), take, stop.Token).ConfigureAwait(false);
                }

                if (clock.GetElapsedTime(since) is var time && time >= _plan.Trial && _search.Limit > 1)
                {
                    var now = Interlocked.Read(ref _moved);
                    Judge((now - before) / time.TotalSeconds);
                    (since, before) = (clock.GetTimestamp(), now);
                }
            }
        }
        finally
        {
            stop.Cancel();
            await EndAsync().ConfigureAwait(false);
        }
    }

    // The first period after a change is not measured: new connections need time to reach their speed.
    private void Judge(double rate)
    {
        if (_wasTried != _search.Limit)
        {
            _wasTried = _search.Limit;
            return;
        }

        var before = _search.Limit;
        _search.Measured(rate, TimeSpan.Zero);
        if (_search.Limit != before)
        {
            ScaleLog.Tell(() => _search.Limit == 1
                ? $"One connection is as fast as several for the {Subjects.Object(_source.Path)}."
                : $"{_search.Limit} connections at the same time for the {Subjects.Object(_source.Path)} ({before} before).");
        }
    }

    private void Claim(CancellationToken cancellationToken)
    {
        while (_search.Limit > 1 && _claimed < _size && _parts.Count(part => !part.Coming.IsCompleted) < _search.Limit && _parts.Count < 2 * PartsPlan.MostAtOnce)
        {
            var part = new Part(_claimed, Math.Min(_plan.PartSize, _size - _claimed));

            // The download already has a place, which one of its parts uses. Other parts take places that nobody else waits
            // for.
            var needsPlace = _parts.Any(other => other.IsOnOwnPlace && !other.Coming.IsCompleted);
            var place = needsPlace ? _plan.Places.TryEnter(new Load(HostLimit.LargeSize, () => part.Got)) : null;
            if (needsPlace && place is null)
            {
                return;
            }

            part.IsOnOwnPlace = !needsPlace;
            _claimed += part.Length;
            part.Coming = Task.Run(() => GetAsync(part, place, cancellationToken), CancellationToken.None);
            _parts.Enqueue(part);
        }
    }

    private async Task GetAsync(Part part, IPlace? place, CancellationToken cancellationToken)
    {
        using var _ = place;
        place?.Begin();
        await _retries.RunAsync(
            Repeat.Always,
            async token =>
            {
                await ReceiveAsync(part, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(Part part, CancellationToken cancellationToken)
    {
        using var response = await _contents.OpenAsync(_source, part.Start + part.Got, cancellationToken, part.Start + part.Length - 1).ConfigureAwait(false);
        if (response.RangeStart != part.Start + part.Got)
        {
            throw new ScaleException(ScaleErrorId.InvalidResponse, $"The service does not return parts of the {Subjects.Object(_source.Path)}.") { Target = _source.ToString() };
        }

        using var body = await response.OpenBodyAsync().ConfigureAwait(false);
        var block = ArrayPool<byte>.Shared.Rent(UploadContent.BufferSize);
        try
        {
            int count;
            while (part.Got < part.Length
                && (count = await body.ReadAsync(block, 0, (int)Math.Min(UploadContent.BufferSize, part.Length - part.Got), cancellationToken).ConfigureAwait(false)) > 0)
            {
                await WriteAsync(block, count, part.Start + part.Got, cancellationToken).ConfigureAwait(false);
                part.Got += count;
                _progress?.Report(Interlocked.Add(ref _moved, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        if (part.Got < part.Length)
        {
            throw new ScaleException(ScaleErrorId.NetworkError, $"The download of the {Subjects.Object(_source.Path)} failed: the connection broke. Run the command again.")
            {
                Target = _source.ToString(),
                IsTransient = true,
            };
        }
    }

    private async Task WriteAsync(byte[] block, int count, long position, CancellationToken cancellationToken)
    {
        try
        {
            await _file.WriteAsync(block, count, position, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (LocalFile.IsOfDisk(exception))
        {
            throw LocalFile.CannotUse(_file.Name, "written", exception);
        }
    }

    private async Task TakeAsync(Part part, Action<byte[], int> take, CancellationToken cancellationToken)
    {
        await part.Coming.ConfigureAwait(false);
        var block = ArrayPool<byte>.Shared.Rent(UploadContent.BufferSize);
        try
        {
            for (var done = 0L; done < part.Length;)
            {
                var count = await _file.ReadAsync(block, (int)Math.Min(UploadContent.BufferSize, part.Length - done), part.Start + done, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                {
                    throw LocalFile.CannotUse(_file.Name, "read", new EndOfStreamException("It is shorter than what was written."));
                }

                take(block, count);
                done += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async Task EndAsync()
    {
        foreach (var part in _parts)
        {
            try
            {
                await part.Coming.ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The failure that matters was already thrown, or the caller canceled.
            }
        }
    }

    private sealed class Part(long start, long length)
    {
        private long _got;

        public long Start { get; } = start;

        public long Length { get; } = length;

        /// <summary>The number of bytes that are in the file.</summary>
        public long Got
        {
            get => Interlocked.Read(ref _got);
            set => Interlocked.Exchange(ref _got, value);
        }

        /// <summary>Whether it uses the place of the download itself.</summary>
        public bool IsOnOwnPlace { get; set; }

        public Task Coming { get; set; } = Task.CompletedTask;
    }
}
