namespace IkomiaScale.Wire;

/// <summary>A response body under the inactivity limit. Failures to read are thrown as <see cref="ScaleException"/>.</summary>
internal sealed class GuardedStream : OneWayStream
{
    private readonly Stream _inner;
    private readonly InactivityTimer _timer;
    private readonly Uri _url;

    public GuardedStream(Stream inner, InactivityTimer timer, Uri url)
    {
        _inner = inner;
        _timer = timer;
        _url = url;
    }

    public override bool CanRead => true;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        // The timer follows the token of the whole request, which callers also pass here.
        cancellationToken.ThrowIfCancellationRequested();
        _timer.Start();
        try
        {
            // On .NET Framework a socket read ignores the token. Closing the stream ends it there.
            using (_timer.Token.Register(static stream => ((Stream)stream!).Dispose(), _inner))
            {
                return await _inner.ReadAsync(buffer, offset, count, _timer.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (WireErrors.IsWireFailure(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WireErrors.From(exception, _url, _timer, mayHaveArrived: true);
        }
        finally
        {
            _timer.Stop();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
