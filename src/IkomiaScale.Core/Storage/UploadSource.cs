using System.Text;
using IkomiaScale.Files;

namespace IkomiaScale.Storage;

/// <summary>A content to upload. It is read or written when it is sent, and again if the request is repeated.</summary>
public sealed class UploadSource
{
    private const string Bytes = "application/octet-stream";

    private readonly Func<Stream>? _open;
    private readonly Func<Stream, CancellationToken, Task>? _write;
    private readonly bool _isReadOnce;
    private volatile bool _wasOpened;

    private UploadSource(
        string name, string defaultContentType, Func<Stream>? open, Func<Stream, CancellationToken, Task>? write = null, bool isReadOnce = false)
    {
        _isReadOnce = isReadOnce;
        Name = name;
        DefaultContentType = defaultContentType;
        _open = open;
        _write = write;
    }

    /// <summary>The name for messages.</summary>
    public string Name { get; }

    /// <summary>The size in bytes; null if it is not known before it is read.</summary>
    public long? Length { get; private init; }

    /// <summary>Whether it can be read from its start. False only for a stream that cannot seek, once it was read from.</summary>
    public bool IsRepeatable => !(_isReadOnce && _wasOpened);

    /// <summary>Whether it is a folder that is zipped while it is sent.</summary>
    public bool IsDirectoryArchive => _write is not null;

    /// <summary>
    /// The media type if no name has a known extension: <c>text/plain</c> for text, otherwise <c>application/octet-stream</c>
    /// (docs/protocol.md, section 3).
    /// </summary>
    public string DefaultContentType { get; }

    /// <summary>A local file.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: it does not exist.
    /// <see cref="ScaleErrorId.InvalidPath"/>: it is a folder.</exception>
    public static UploadSource FromFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw Directory.Exists(path)
                ? new ScaleException(ScaleErrorId.InvalidPath, $"'{path}' is a folder. Use -Recurse to send the files in it, or -AsArchive to send it as one object.") { Target = path }
                : new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no file '{path}'.{LocalFile.DidYouMean(path)} Check the path.") { Target = path };
        }

        return new UploadSource(file.Name, Bytes, () => LocalFile.OpenRead(path)) { Length = LengthOf(file) };
    }

    /// <summary>A content of known length with its own way to open it.</summary>
    internal static UploadSource FromOpen(string name, long length, Func<Stream> open) => new(name, Bytes, open) { Length = length };

    /// <summary>
    /// A local folder with everything below it, zipped while it is sent: nothing is written to disk, and little is held in
    /// memory.
    /// </summary>
    public static UploadSource FromFolder(string path) => new(
        new DirectoryInfo(path).Name + ".zip", "application/zip", null, (sink, token) => FolderArchive.WriteAsync(path, sink, token));

    /// <summary>A content that is generated while it is sent, with the same bytes each time.</summary>
    internal static UploadSource FromWriter(string name, Func<Stream, CancellationToken, Task> write) => new(name, Bytes, null, write);

    /// <summary>Bytes in memory.</summary>
    public static UploadSource FromBytes(byte[] content) =>
        new("content", Bytes, () => new MemoryStream(content, writable: false)) { Length = content.LongLength };

    /// <summary>Text, sent as UTF-8 without a byte order mark.</summary>
    public static UploadSource FromText(string content)
    {
        var bytes = new UTF8Encoding(false).GetBytes(content);
        return new UploadSource("content", "text/plain", () => new MemoryStream(bytes, writable: false)) { Length = bytes.LongLength };
    }

    /// <summary>
    /// A stream, read from its current position to its end. It is not closed. A stream that cannot seek is read only once.
    /// </summary>
    public static UploadSource FromStream(Stream content)
    {
        if (!content.CanSeek)
        {
            return new UploadSource("content", Bytes, () => new LeaveOpenStream(content), isReadOnce: true);
        }

        var start = content.Position;
        return new UploadSource("content", Bytes, () =>
        {
            content.Position = start;
            return new LeaveOpenStream(content);
        })
        {
            Length = content.Length - start,
        };
    }

    // The length of a link is not the length of its target.
    private static long? LengthOf(FileInfo file) => !FolderReader.IsLink(file) ? file.Length :
#if NET
        (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo)?.Length;
#else
        null;
#endif

    /// <summary>Opens the content at its start. Not for folders, which are written instead.</summary>
    internal Stream Open()
    {
        _wasOpened = true;
        try
        {
            return _open?.Invoke() ?? throw new NotSupportedException("A folder has no content of its own to read.");
        }
        catch (ObjectDisposedException exception)
        {
            throw LocalFile.CannotUse(Name, "read", exception);
        }
    }

    /// <summary>Returns the sha256 of the content; null for a folder, and for a stream that can be read only once.</summary>
    internal async Task<string?> ComputeSha256Async(CancellationToken cancellationToken)
    {
        if (IsDirectoryArchive || _isReadOnce)
        {
            return null;
        }

        using var content = Open();
        return await Hex.Sha256Async(content, Name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fails if the file has grown or shrunk since its length was announced.</summary>
    internal void CheckLength(long soFar, bool isEnd)
    {
        // The length is already in the request. For another number of bytes, the network stack would report an error of its
        // own.
        if (isEnd ? soFar < Length : soFar > Length)
        {
            throw LocalFile.CannotUse(Name, "sent", new IOException("Its size changed while it was sent."));
        }
    }

    /// <summary>Writes the content from its start.</summary>
    internal async Task WriteToAsync(Stream sink, CancellationToken cancellationToken)
    {
        if (_write is not null)
        {
            await _write(sink, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var content = Open();
        await LocalFile.CopyAsync(content, Name, sink, cancellationToken).ConfigureAwait(false);
    }
}
