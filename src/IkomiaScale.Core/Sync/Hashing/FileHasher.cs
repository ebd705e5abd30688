using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Hashing;

/// <summary>Computes the sha256 of files, and detects changes during that.</summary>
/// <param name="reader">Reads size and times of files.</param>
internal sealed class FileHasher(FolderReader reader)
{
    /// <summary>The number of tries for a file that changes while it is read.</summary>
    private const int TryLimit = 5;

    /// <summary>The age of a file from which on a later change cannot leave it with the same time.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(2);

    /// <summary>Whether a hash whose computation starts at a time stays valid for the times of the file.</summary>
    public static bool IsSettled(FileStamp stamp, DateTime beganUtc) => beganUtc - stamp.ModifiedUtc >= LeastAge;

    /// <summary>Returns the file with its hash, if it did not change while it was read.</summary>
    /// <param name="path">The path below the root.</param>
    /// <param name="fullPath">The full path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ScaleException">The file cannot be read, or keeps changing.</exception>
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

    /// <summary>Returns size and times of a file.</summary>
    /// <exception cref="ScaleException">The file does not exist, or is not a file any more.</exception>
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

    /// <summary>The error for a file that has changed.</summary>
    public static ScaleException Changed(string fullPath) =>
        new(ScaleErrorId.SourceChanged, $"The file '{fullPath}' was not synced because it changed while it was read. Run the sync again when no program writes to it.") { Target = fullPath };
}
