namespace IkomiaScale.Files;

/// <summary>
/// Identifies the state of a file without opening it: size and modification time, and where the system has them, the time of
/// the last change of its properties and its number, which programs cannot set back.
/// </summary>
/// <param name="Size">The size in bytes.</param>
/// <param name="Modified">The modification time of the content, in nanoseconds since 1970.</param>
/// <param name="Changed">The time of the last change of content or properties, in nanoseconds since 1970; 0 if the system has none.</param>
/// <param name="FileId">The number of the file; 0 if the system has none.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, long FileId)
{
    private const long NanosecondsPerTick = 100;
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The modification time of the content, in UTC.</summary>
    public DateTime ModifiedUtc => Epoch.AddTicks(Modified / NanosecondsPerTick);

    /// <summary>Converts a time to nanoseconds since 1970.</summary>
    public static long Nanoseconds(DateTime utc) => (utc - Epoch).Ticks * NanosecondsPerTick;

    /// <summary>Returns the stamp of a file with the properties that .NET has.</summary>
    public static FileStamp Of(FileInfo file) => new(file.Length, Nanoseconds(file.LastWriteTimeUtc), 0, 0);
}
