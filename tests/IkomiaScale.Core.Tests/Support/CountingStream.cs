namespace IkomiaScale.Tests.Support;

/// <summary>As many bytes as are wanted, made when they are read, which is counted. Byte n is n modulo 251.</summary>
internal sealed class CountingStream(long length, bool canSeek = false) : Stream
{
    private const int Period = 251;
    private static readonly byte[] Pattern = Enumerable.Range(0, 64 * 1024 + Period).Select(number => (byte)(number % Period)).ToArray();

    private long _position;
    private long _taken;

    /// <summary>How many bytes have been taken, over all readings.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Called before each reading, with the position.</summary>
    public Func<long, CancellationToken, Task>? BeforeRead { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => false;

    public override long Length => canSeek ? length : throw new NotSupportedException();

    public override long Position
    {
        get => canSeek ? _position : throw new NotSupportedException();
        set => _position = canSeek ? value : throw new NotSupportedException();
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        await (BeforeRead?.Invoke(_position, cancellationToken) ?? Task.CompletedTask);
        return Read(buffer, offset, count);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(Math.Min(count, 64 * 1024), length - _position);
        Pattern.AsSpan((int)(_position % Period), read).CopyTo(buffer.AsSpan(offset));
        _position += read;
        Interlocked.Add(ref _taken, read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
