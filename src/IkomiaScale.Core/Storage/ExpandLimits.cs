namespace IkomiaScale.Storage;

/// <summary>
/// The limits for unpacking an archive. A few kilobytes can unpack to a full disk, so the limits apply to the sizes in the
/// archive before anything is written, and to the real sizes during unpacking.
/// </summary>
public sealed class ExpandLimits
{
    /// <summary>Below this many unpacked bytes, the ratio does not matter.</summary>
    private const long LeastSuspiciousSize = 100L * 1024 * 1024;

    /// <summary>The largest number of files and folders.</summary>
    public long MaxEntries { get; init; } = 1_000_000;

    /// <summary>The largest total size of the unpacked files, in bytes.</summary>
    public long MaxSize { get; init; } = 100L * 1024 * 1024 * 1024;

    /// <summary>The largest total size of the unpacked files, as a multiple of the size of the archive.</summary>
    public double MaxRatio { get; init; } = 100;

    /// <summary>Refuses an archive with too many entries.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>.</exception>
    internal void CheckEntries(long entries)
    {
        if (entries > MaxEntries)
        {
            throw Refuse(FormattableString.Invariant($"it has {entries} entries, more than {MaxEntries}"), "-MaxExpandedEntries");
        }
    }

    /// <summary>Refuses an archive that becomes too large.</summary>
    /// <param name="size">The total size of its files in bytes, as far as it is known.</param>
    /// <param name="archiveSize">The size of the archive in bytes.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>.</exception>
    internal void CheckSize(long size, long archiveSize)
    {
        if (size > MaxSize)
        {
            throw Refuse($"it would unpack to more than {ByteSize.Format(MaxSize)}", "-MaxExpandedSize");
        }

        if (size > LeastSuspiciousSize && size > archiveSize * MaxRatio)
        {
            throw Refuse(FormattableString.Invariant($"it would unpack to more than {MaxRatio:0.##} times its own size of {archiveSize} bytes"), "-MaxExpandedRatio");
        }
    }

    private static ScaleException Refuse(string why, string parameter) =>
        new ScaleException(ScaleErrorId.InvalidInput, $"The archive was not unpacked: {why}, and an archive like this can fill a disk. If you trust it, use a larger {parameter}.");
}
