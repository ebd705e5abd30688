namespace IkomiaScale.Storage;

/// <summary>How a transfer is done.</summary>
public sealed class TransferOptions
{
    /// <summary>Receives the number of bytes as they move; null for none.</summary>
    public TransferProgress? Progress { get; init; }

    /// <summary>Does not compute or check the sha256. The size is still checked.</summary>
    public bool SkipChecksum { get; init; }

    /// <summary>The modification time of the file; null for the time of writing.</summary>
    internal DateTime? ModifiedUtc { get; init; }

    /// <summary>How a large content may be downloaded in parts; null for never.</summary>
    internal PartsPlan? Parts { get; init; }

    /// <summary>The limits for unpacking an archive.</summary>
    public ExpandLimits ExpandLimits { get; init; } = new();
}
