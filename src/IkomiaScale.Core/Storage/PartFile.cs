namespace IkomiaScale.Storage;

/// <summary>A file with several concurrent writers.</summary>
/// <param name="stream">The file. Its position is unchanged if the platform has positional writes.</param>
/// <param name="start">The offset of the content in the file, in bytes.</param>
/// <param name="name">Its name for errors. An unfinished file has another one.</param>
internal sealed class PartFile(FileStream stream, long start, string name)
{
    /// <summary>The name for errors.</summary>
    public string Name { get; } = name;

#if NET
    /// <summary>Writes at a position of the content.</summary>
    public ValueTask WriteAsync(byte[] block, int count, long position, CancellationToken cancellationToken) =>
        RandomAccess.WriteAsync(stream.SafeFileHandle, block.AsMemory(0, count), start + position, cancellationToken);

    /// <summary>Reads from a position of the content.</summary>
    public ValueTask<int> ReadAsync(byte[] block, int count, long position, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(stream.SafeFileHandle, block.AsMemory(0, count), start + position, cancellationToken);
#else
    private readonly object _sync = new();

    /// <summary>Writes at a position of the content.</summary>
    public Task WriteAsync(byte[] block, int count, long position, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            stream.Position = start + position;
            stream.Write(block, 0, count);
        }

        return Task.CompletedTask;
    }

    /// <summary>Reads from a position of the content.</summary>
    public Task<int> ReadAsync(byte[] block, int count, long position, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            stream.Position = start + position;
            return Task.FromResult(stream.Read(block, 0, count));
        }
    }
#endif
}
