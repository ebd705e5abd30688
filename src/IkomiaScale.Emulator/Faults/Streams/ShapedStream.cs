namespace IkomiaScale.Emulator.Faults.Streams;

/// <summary>Stands between the service and the answer's body. What it does to the bytes is up to the kind.</summary>
internal abstract class ShapedStream(HttpContext context, Stream inner) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    protected HttpContext Context { get; } = context;

    protected Stream Inner { get; } = inner;

    /// <summary>How many bytes the service has written so far.</summary>
    protected long Written { get; private set; }

    /// <summary>Serves the request with the answer's body going through a stream.</summary>
    public static async Task ServeAsync(HttpContext context, RequestDelegate serve, Func<Stream, ShapedStream> shape)
    {
        var body = context.Response.Body;
        context.Response.Body = shape(body);
        try
        {
            await serve(context);
        }
        finally
        {
            context.Response.Body = body;
        }
    }

    public sealed override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await WriteShapedAsync(buffer, cancellationToken);
        Written += buffer.Length;
    }

    public sealed override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected abstract Task WriteShapedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>The place that was asked for, or the middle of the answer.</summary>
    protected long PlaceOrMiddle(long? place) => place ?? (Context.Response.ContentLength ?? 0) / 2;
}
