namespace IkomiaScale.Storage;

/// <summary>
/// The state of one transfer, written by the transfer and read by whoever shows it. Nothing is called back: the reader
/// looks when it wants to, so that showing costs the transfer nothing.
/// </summary>
public sealed class TransferProgress
{
    private long _bytes;
    private volatile bool _hasStarted;

    /// <summary>Makes the state of a transfer that has not begun.</summary>
    /// <param name="name">What is transferred, for a person.</param>
    /// <param name="total">Its size in bytes; null where it is not known.</param>
    public TransferProgress(string name, long? total)
    {
        Name = name;
        Total = total;
    }

    /// <summary>What is transferred.</summary>
    public string Name { get; }

    /// <summary>Its size in bytes; null where it is not known.</summary>
    public long? Total { get; }

    /// <summary>The bytes that have moved so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether it is under way or done.</summary>
    public bool HasStarted => _hasStarted;

    /// <summary>Says that it is under way.</summary>
    public void Start() => _hasStarted = true;

    /// <summary>Whether nothing had to be transferred, because the same content is there already.</summary>
    public bool WasSkipped { get; private set; }

    /// <summary>Says that nothing has to be transferred.</summary>
    public void Skip() => WasSkipped = true;

    /// <summary>Says how many bytes have moved in all; less than before when a transfer starts over.</summary>
    public void Report(long bytes) => Interlocked.Exchange(ref _bytes, bytes);
}
