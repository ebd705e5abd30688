namespace IkomiaScale.Files;

/// <summary>
/// What a file system tells of a file without opening it, by which it is known again: size and time of change of its content,
/// and where the system has them the time of change of its properties and its number, which no tool can set back.
/// </summary>
/// <param name="Size">The size in bytes.</param>
/// <param name="Modified">When the content changed: nanoseconds since 1970.</param>
/// <param name="Changed">When content or properties changed, likewise; 0 where the system does not tell.</param>
/// <param name="FileId">The file's number; 0 where the system does not tell.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, long FileId)
{
    private const long NanosecondsPerTick = 100;
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The time of change of the content.</summary>
    public DateTime ModifiedUtc => Epoch.AddTicks(Modified / NanosecondsPerTick);

    /// <summary>A time as nanoseconds since 1970.</summary>
    public static long Nanoseconds(DateTime utc) => (utc - Epoch).Ticks * NanosecondsPerTick;

    /// <summary>What is known of a file as .NET shows it.</summary>
    public static FileStamp Of(FileInfo file) => new(file.Length, Nanoseconds(file.LastWriteTimeUtc), 0, 0);
}
