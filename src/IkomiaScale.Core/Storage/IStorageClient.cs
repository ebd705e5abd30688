namespace IkomiaScale.Storage;

/// <summary>
/// The storage of a project (docs/protocol.md, section 3). Paths are plain text (no percent-encoding) with <c>/</c> between
/// segments; a leading <c>/</c> is dropped. All methods end immediately when their token is canceled, and throw
/// <see cref="ScaleException"/>.
/// </summary>
public interface IStorageClient
{
    /// <summary>
    /// Lists the objects below a directory (<c>dir/…</c>), and the object <c>dir</c> itself if it exists. The next page is
    /// requested when the caller has taken half of the current one. Objects whose path only starts with the same letters
    /// (<c>dir2/x</c>) are left out.
    /// </summary>
    /// <param name="directory">The directory; empty for the whole project. With a final <c>/</c>, an object of that name is
    /// left out.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    IAsyncEnumerable<IkStorageObject> ListAsync(string directory, CancellationToken cancellationToken = default);

    /// <summary>Lists the objects whose content has this sha256.</summary>
    /// <param name="sha256">64 hexadecimal digits.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    IAsyncEnumerable<IkStorageObject> ListBySha256Async(string sha256, CancellationToken cancellationToken = default);

    /// <summary>Returns the object with exactly this path, or null.</summary>
    Task<IkStorageObject?> FindAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Returns the object with this uid, also a temporary one, or null.</summary>
    Task<IkStorageObject?> FindByUidAsync(string uid, CancellationToken cancellationToken = default);

    /// <summary>Streams a content to the storage, and compares sha256 and size with what the service stored.</summary>
    /// <returns>The object as the service returned it.</returns>
    Task<IkStorageObject> UploadAsync(UploadRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams the content of an object into a stream, and checks sha256 and size at its end. A connection that breaks
    /// resumes at the byte where it broke.
    /// </summary>
    /// <param name="source">The object; its uid counts.</param>
    /// <param name="destination">Receives the bytes. The bytes before a failure stay in it.</param>
    /// <param name="options">Progress and checks.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    /// <returns>The size in bytes.</returns>
    Task<long> DownloadAsync(IkStorageObject source, Stream destination, TransferOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Downloads an object into a file: under a temporary name in the same folder, checked, then renamed. After a failure,
    /// the temporary file is deleted and an existing file is unchanged.
    /// </summary>
    /// <param name="source">The object.</param>
    /// <param name="path">The full path of the file; its folder is created if needed.</param>
    /// <param name="whenExists">What to do with an existing file.</param>
    /// <param name="options">Progress and checks.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    Task DownloadFileAsync(IkStorageObject source, string path, WhenExists whenExists, TransferOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Downloads an archive of a folder, checks it, and unpacks it. The archive itself is deleted.</summary>
    /// <param name="source">The object.</param>
    /// <param name="folder">The full path of the folder; it is created if needed. No entry is written outside it.</param>
    /// <param name="whenExists">Whether to overwrite or skip existing files.</param>
    /// <param name="options">Progress and checks.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    /// <returns>The full paths of the files.</returns>
    Task<IReadOnlyList<string>> DownloadFolderAsync(
        IkStorageObject source, string folder, WhenExists whenExists, TransferOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Copies an object inside the service. No content is transferred.</summary>
    /// <param name="source">The source; its uid counts.</param>
    /// <param name="path">The path of the copy; null for a temporary copy.</param>
    /// <param name="whenExists">What to do with an existing object.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IkStorageObject> CopyAsync(IkStorageObject source, string? path, WhenExists whenExists, CancellationToken cancellationToken = default);

    /// <summary>Deletes the object with exactly this path.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes an object if it is still the listed one; an object that replaced it stays. The service deletes by path, so the
    /// object is read right before the delete. A replacement in the milliseconds between is not noticed.
    /// </summary>
    /// <param name="item">The listed object; its path, uid and content count.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: it no longer exists, or another object
    /// replaced it. <see cref="ScaleErrorId.TemporaryObject"/>: it has no path.</exception>
    Task DeleteAsync(IkStorageObject item, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes everything below a directory with one request. The service may treat the directory as a plain prefix, so the
    /// objects with this prefix are listed first. If one is outside the directory or may not be deleted, nothing is deleted.
    /// </summary>
    /// <param name="directory">The directory, not empty.</param>
    /// <param name="mayGo">Whether an object may be deleted.</param>
    /// <param name="count">The expected number of objects; if it differs, nothing is deleted. Null for any number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the directory was deleted. False if only exact deletes are safe, or if the request failed for a
    /// temporary reason: it is not sent again.</returns>
    Task<bool> TryDeleteDirectoryAsync(string directory, Func<IkStorageObject, bool> mayGo, int? count, CancellationToken cancellationToken = default);

    /// <summary>Creates a URL that reads the content without a token until it expires.</summary>
    /// <param name="uid">The uid of the object.</param>
    /// <param name="expiresAt">The time when it expires.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Uri> CreatePresignedUrlAsync(string uid, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);
}
