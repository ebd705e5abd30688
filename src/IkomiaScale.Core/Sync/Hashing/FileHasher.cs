using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Hashing;

/// <summary>Reads files for their sha256, and notices when one changes meanwhile.</summary>
/// <param name="reader">Tells how files are.</param>
internal sealed class FileHasher(FolderReader reader)
{
    /// <summary>A file that changes faster than it can be read is given up then.</summary>
    private const int TryLimit = 5;

    /// <summary>How old a file has to be when it is read, so that no change after that can leave it with the same time.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(2);

    /// <summary>Whether a hash that was begun to compute now belongs to the file's time for good.</summary>
    public static bool IsSettled(FileStamp stamp, DateTime beganUtc) => beganUtc - stamp.ModifiedUtc >= LeastAge;

    /// <summary>The file with its hash, as it was for as long as it took to read it.</summary>
    /// <param name="path">The path below the root.</param>
    /// <param name="fullPath">The full path.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScaleException">It cannot be read, or changes all the time.</exception>
    public async Task<LocalEntry> HashAsync(string path, string fullPath, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < TryLimit; attempt++)
        {
            var before = StampOf(fullPath);
            var began = DateTime.UtcNow;
            using var content = LocalFile.OpenRead(fullPath);
            var sha256 = Sha256Value.Parse(await Hex.Sha256Async(content, fullPath, cancellationToken).ConfigureAwait(false));
            if (StampOf(fullPath) == before)
            {
                return new LocalEntry(path, before) { Sha256 = sha256, IsSettled = IsSettled(before, began) };
            }
        }

        throw Changed(fullPath);
    }

    /// <summary>How a file is now.</summary>
    /// <exception cref="ScaleException">It is not there, or is no file any more.</exception>
    public FileStamp StampOf(string fullPath)
    {
        try
        {
            return reader.Look(fullPath, out var stamp) == EntryKind.File ? stamp : throw Changed(fullPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(fullPath, "read", exception);
        }
    }

    /// <summary>The error for a file that is not what it was.</summary>
    public static ScaleException Changed(string fullPath) =>
        new(ScaleErrorId.SourceChanged, $"The file '{fullPath}' changed while it was read. Sync again when nothing writes to it.") { Target = fullPath };
}
