using System.Text.RegularExpressions;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports.Media;

/// <summary>
/// Finds the pictures and videos that were inputs of runs: local files, objects in the storage, bytes, and outputs of earlier
/// runs.
/// </summary>
internal sealed class MediaFinder
{
    // The descriptions of bytes and outputs, which lead to no file or object.
    private static readonly Regex Unfindable = new(@"^(\d+ bytes|output \d+ of run .+)$", RegexOptions.CultureInvariant);

    private readonly IStorageClient? _storage;
    private readonly string _folder;

    /// <summary>Creates a finder.</summary>
    /// <param name="storage">The storage; null without a connection.</param>
    /// <param name="folder">The folder for downloads while the report is written.</param>
    public MediaFinder(IStorageClient? storage, string folder)
    {
        _storage = storage;
        _folder = folder;
    }

    /// <summary>Finds the content of an input.</summary>
    /// <exception cref="ScaleException">The content is not available. The message says why.</exception>
    public async Task<MediaFile> FindAsync(RunSource source, CancellationToken cancellationToken)
    {
        var file = source switch
        {
            { FilePath: { } path } => OfFile(path),
            { Bytes: { } bytes } => MediaFile.OfBytes(bytes, source.Name),
            { Output: { } output } => await OfOutputAsync(output, cancellationToken).ConfigureAwait(false),
            { Stored: { } stored } => await OfStoredAsync(stored, cancellationToken).ConfigureAwait(false),
            { StoragePath: { } path } => await OfStoredAsync(await ByPathAsync(path, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
            { Uid: { } uid } => await OfStoredAsync(await ByUidAsync(uid, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
            _ => await GuessAsync(source.Name, cancellationToken).ConfigureAwait(false),
        };
        return source.Sha256 is { } sha256 ? await CheckedAsync(file, sha256, cancellationToken).ConfigureAwait(false) : file;
    }

    /// <summary>Opens the picture of an output: a part of the result, or an object in the storage.</summary>
    /// <exception cref="ScaleException">The picture is not available. The message says why.</exception>
    public async Task<MediaFile> OfOutputAsync(IkOutput output, CancellationToken cancellationToken) => output switch
    {
        IkImageOutput image => MediaFile.OfBytes(image.GetBytes(), FormattableString.Invariant($"image output {output.Index}"), image.ContentType),
        IkStorageObjectOutput { Uid: { Length: > 0 } uid } =>
            await OfStoredAsync(await ByUidAsync(uid, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        _ => throw Missing($"The output {output.Type} is not a picture."),
    };

    private static MediaFile OfFile(string path) => File.Exists(path)
        ? MediaFile.OfFile(path, Path.GetFileName(path))
        : throw Missing("The file no longer exists.");

    private async Task<MediaFile> GuessAsync(string name, CancellationToken cancellationToken)
    {
        if (Unfindable.IsMatch(name))
        {
            throw Missing("The picture is not available: the input was data.");
        }

        if (IsRooted(name))
        {
            return OfFile(name);
        }

        var stored = await Storage().FindAsync(name, cancellationToken).ConfigureAwait(false)
            ?? await ByUidAsync(name, cancellationToken).ConfigureAwait(false);
        return await OfStoredAsync(stored, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsRooted(string name)
    {
        try
        {
            return Path.IsPathRooted(name);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task<IkStorageObject> ByPathAsync(string path, CancellationToken cancellationToken) =>
        await Storage().FindAsync(path, cancellationToken).ConfigureAwait(false) ?? throw Missing("The object no longer exists in the storage.");

    private async Task<IkStorageObject> ByUidAsync(string uid, CancellationToken cancellationToken) =>
        await Storage().FindByUidAsync(uid, cancellationToken).ConfigureAwait(false)
        ?? throw Missing("The object no longer exists in the storage. The service deletes a temporary object after about one hour.");

    private async Task<MediaFile> OfStoredAsync(IkStorageObject stored, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, PartialFile.NewName());
        var isRead = false;
        try
        {
            await Storage().DownloadFileAsync(stored, path, WhenExists.Fail, options: null, cancellationToken).ConfigureAwait(false);
            isRead = true;
            return MediaFile.OfFile(path, stored.Name ?? stored.Uid, stored.ContentType, isTemporary: true);
        }
        finally
        {
            if (!isRead)
            {
                File.Delete(path);
            }
        }
    }

    private IStorageClient Storage() =>
        _storage ?? throw Missing("The object in the storage cannot be read without a connection. Run Connect-IkScale, then create the report again.");

    private static async Task<MediaFile> CheckedAsync(MediaFile file, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            using var content = file.Open();
            if (await Hex.Sha256Async(content, file.Name, cancellationToken).ConfigureAwait(false) == sha256)
            {
                return file;
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        throw Missing("The file has changed since the run.");
    }

    private static ScaleException Missing(string why) => new(ScaleErrorId.ObjectNotFound, why);
}
