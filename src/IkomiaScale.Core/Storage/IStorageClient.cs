namespace IkomiaScale.Storage;

/// <summary>
/// The storage of a project. Paths are plain text (no percent-encoding) with <c>/</c> between segments; a leading
/// <c>/</c> is dropped. All methods end at once when their token is cancelled, and throw <see cref="ScaleException"/>.
/// </summary>
public interface IStorageClient
{
    /// <summary>
    /// Lists the objects below a directory (<c>dir/…</c>) and the object <c>dir</c> itself if there is one. The next
    /// page is asked for when the caller has taken half of this one, never more than one ahead. Objects whose path merely begins with the same
    /// letters (<c>dir2/x</c>) are left out.
    /// </summary>
    /// <param name="directory">
    /// The directory; empty for the whole project. With a final <c>/</c> only what is below it, not an object of that name.
    /// </param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<IkStorageObject> ListAsync(string directory, CancellationToken cancellationToken = default);

    /// <summary>Lists the objects whose content has this hash.</summary>
    /// <param name="sha256">64 hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<IkStorageObject> ListBySha256Async(string sha256, CancellationToken cancellationToken = default);

    /// <summary>The object of exactly this path, or null.</summary>
    Task<IkStorageObject?> FindAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>The object of this uid, temporary ones included, or null.</summary>
    Task<IkStorageObject?> FindByUidAsync(string uid, CancellationToken cancellationToken = default);

    /// <summary>Streams a content to the storage and checks what arrived against what was sent.</summary>
    /// <returns>The object as the service has it.</returns>
    Task<IkStorageObject> UploadAsync(UploadRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams an object's content into a stream and checks sha256 and size at its end. A connection that breaks is taken
    /// up where it broke.
    /// </summary>
    /// <param name="source">The object as it was listed; its uid is what counts.</param>
    /// <param name="destination">Where the bytes go. What was written before a failure stays there.</param>
    /// <param name="options">Progress and checks.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <returns>The number of bytes.</returns>
    Task<long> DownloadAsync(IkStorageObject source, Stream destination, TransferOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Downloads an object into a file: under a temporary name in the same folder, checked, then renamed. On any failure the
    /// temporary file is gone and an older file is as it was.
    /// </summary>
    /// <param name="source">The object.</param>
    /// <param name="path">The full path of the file; its folder is made if needed.</param>
    /// <param name="whenExists">What happens to an older file.</param>
    /// <param name="options">Progress and checks.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    Task DownloadFileAsync(IkStorageObject source, string path, WhenExists whenExists, TransferOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Downloads an archive of a folder, checks it, and unpacks it; the archive itself does not stay.</summary>
    /// <param name="source">The object.</param>
    /// <param name="folder">The full path of the folder; it is made if needed. No entry is written outside it.</param>
    /// <param name="whenExists">What happens to older files: overwritten or not.</param>
    /// <param name="options">Progress and checks.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <returns>The full paths of the files.</returns>
    Task<IReadOnlyList<string>> DownloadFolderAsync(
        IkStorageObject source, string folder, WhenExists whenExists, TransferOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Copies an object inside the service; nothing is transferred.</summary>
    /// <param name="source">The source; its uid is what counts.</param>
    /// <param name="path">The path of the copy; null for a temporary copy.</param>
    /// <param name="whenExists">What happens to an object that is there.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IkStorageObject> CopyAsync(IkStorageObject source, string? path, WhenExists whenExists, CancellationToken cancellationToken = default);

    /// <summary>Deletes the object of exactly this path.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes this very object: what has taken its path since it was listed stays. The service deletes by path, so it is looked at right
    /// before; what comes in between the look and the delete, some milliseconds, cannot be told apart.
    /// </summary>
    /// <param name="item">The object as it was listed; its path, uid and content count.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.ObjectNotFound"/>: it is gone, or another one has taken its place; <see cref="ScaleErrorId.TemporaryObject"/>.
    /// </exception>
    Task DeleteAsync(IkStorageObject item, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes all below a directory with one request. The service may take a prefix literally, so this first looks at
    /// what begins with the same letters: if anything lies outside, or is another object than those that may go, nothing is deleted.
    /// </summary>
    /// <param name="directory">The directory, not empty.</param>
    /// <param name="mayGo">Says of an object whether it may go.</param>
    /// <param name="count">How many are meant: where fewer are there, nothing is deleted. Null where that does not matter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether it was deleted; false where only exact deletes are safe, or where it failed for a passing reason: it is not sent again.</returns>
    Task<bool> TryDeleteDirectoryAsync(string directory, Func<IkStorageObject, bool> mayGo, int? count, CancellationToken cancellationToken = default);

    /// <summary>A URL that gives the content without a token until it expires.</summary>
    /// <param name="uid">The uid of the object.</param>
    /// <param name="expiresAt">When it expires.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Uri> CreatePresignedUrlAsync(string uid, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);
}
