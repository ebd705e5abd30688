namespace IkomiaScale.Storage;

/// <summary>
/// The state of one transfer, written by the transfer and read by the thread that shows it. There are no callbacks, so
/// showing costs the transfer nothing.
/// </summary>
public sealed class TransferProgress
{
    private long _bytes;
    private volatile bool _hasStarted;

    /// <summary>Creates the state of a transfer that has not started.</summary>
    /// <param name="name">The name to show.</param>
    /// <param name="total">The size in bytes; null if unknown.</param>
    public TransferProgress(string name, long? total)
    {
        Name = name;
        Total = total;
    }

    /// <summary>The name to show.</summary>
    public string Name { get; }

    /// <summary>The size in bytes; null if unknown.</summary>
    public long? Total { get; }

    /// <summary>The number of bytes so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether the transfer has started. It stays true after the end.</summary>
    public bool HasStarted => _hasStarted;

    /// <summary>Records that the transfer has started.</summary>
    public void Start() => _hasStarted = true;

    /// <summary>Whether nothing was transferred because the same content already exists.</summary>
    public bool WasSkipped { get; private set; }

    /// <summary>Records that nothing has to be transferred.</summary>
    public void Skip() => WasSkipped = true;

    /// <summary>Sets the number of bytes so far; it can become smaller if a transfer starts over.</summary>
    public void Report(long bytes) => Interlocked.Exchange(ref _bytes, bytes);
}
