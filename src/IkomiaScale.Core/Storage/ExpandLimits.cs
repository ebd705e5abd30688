namespace IkomiaScale.Storage;

/// <summary>
/// What an archive may become when it is unpacked. A few kilobytes can be made to fill any disk, so each value is held against what
/// the archive says of itself before anything is written, and against what really comes out of it meanwhile.
/// </summary>
public sealed class ExpandLimits
{
    /// <summary>An archive that becomes less than this may shrink as much as it likes.</summary>
    private const long LeastSuspiciousSize = 100L * 1024 * 1024;

    /// <summary>How many files and folders it may have.</summary>
    public long MaxEntries { get; init; } = 1_000_000;

    /// <summary>How many bytes its files may have together.</summary>
    public long MaxSize { get; init; } = 100L * 1024 * 1024 * 1024;

    /// <summary>How many times its own size its files may have together.</summary>
    public double MaxRatio { get; init; } = 100;

    /// <summary>Refuses an archive with too many entries.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>.</exception>
    internal void CheckEntries(long entries)
    {
        if (entries > MaxEntries)
        {
            throw Refuse(FormattableString.Invariant($"has {entries} entries, more than {MaxEntries}"), "-MaxExpandedEntries");
        }
    }

    /// <summary>Refuses an archive that becomes too large.</summary>
    /// <param name="size">How many bytes its files have together, as far as is known.</param>
    /// <param name="archiveSize">How many bytes it has itself.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>.</exception>
    internal void CheckSize(long size, long archiveSize)
    {
        if (size > MaxSize)
        {
            throw Refuse($"would become more than {ByteSize.Format(MaxSize)}", "-MaxExpandedSize");
        }

        if (size > LeastSuspiciousSize && size > archiveSize * MaxRatio)
        {
            throw Refuse(FormattableString.Invariant($"would become more than {MaxRatio:0.##} times its own size of {archiveSize} bytes"), "-MaxExpandedRatio");
        }
    }

    private static ScaleException Refuse(string why, string parameter) =>
        new(ScaleErrorId.InvalidInput, $"The archive {why}, which is how archives are made that fill a disk. If it can be trusted, raise {parameter}.");
}
