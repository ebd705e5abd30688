namespace IkomiaScale.Storage;

/// <summary>How a transfer is done.</summary>
public sealed class TransferOptions
{
    /// <summary>Told of bytes as they move; null for none.</summary>
    public TransferProgress? Progress { get; init; }

    /// <summary>Leaves out the sha256; the size is checked all the same.</summary>
    public bool SkipChecksum { get; init; }

    /// <summary>The time of change that a file gets; null for the time at which it is written.</summary>
    internal DateTime? ModifiedUtc { get; init; }

    /// <summary>How a large content may come in parts; null for never.</summary>
    internal PartsPlan? Parts { get; init; }

    /// <summary>What an archive may become where it is unpacked.</summary>
    public ExpandLimits ExpandLimits { get; init; } = new();
}
