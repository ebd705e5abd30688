namespace IkomiaScale.Emulator.Faults.Streams;

/// <summary>A stream between the endpoint and the body of the answer. Derived classes change the bytes.</summary>
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

    /// <summary>The number of bytes that the endpoint has written.</summary>
    protected long Written { get; private set; }

    /// <summary>Serves a request, with the body of the answer written through a stream.</summary>
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

    /// <summary>The position of the rule, or the middle of the answer.</summary>
    protected long PlaceOrMiddle(long? place) => place ?? (Context.Response.ContentLength ?? 0) / 2;
}
