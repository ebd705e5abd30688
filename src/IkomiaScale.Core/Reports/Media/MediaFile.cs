using IkomiaScale.Models.Outputs;
using IkomiaScale.Reports.Pictures;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports.Media;

/// <summary>A picture or video to show: its type and size, and its content, which can be opened several times.</summary>
internal sealed class MediaFile : IDisposable
{
    private readonly Func<Stream> _open;
    private readonly string? _temporary;

    private MediaFile(string name, long length, Func<Stream> open, string? temporary)
    {
        Name = name;
        Length = length;
        _open = open;
        _temporary = temporary;
    }

    /// <summary>The name, without folders.</summary>
    public string Name { get; }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>The media type; null if unknown.</summary>
    public string? ContentType { get; private set; }

    /// <summary>The size and orientation of a picture; null if unknown.</summary>
    public PictureHeader? Header { get; private set; }

    public bool IsVideo => MediaTypes.IsVideo(ContentType);

    /// <summary>Whether browsers can show it.</summary>
    public bool IsShown => ContentType is
        "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/bmp" or "image/avif" or "image/svg+xml"
        or "video/mp4" or "video/webm" or "video/ogg" or "video/quicktime" or "video/x-m4v";

    /// <summary>Creates a media file from a local file.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="contentType">The media type from outside; the first bytes of the file win.</param>
    /// <param name="isTemporary">Whether to delete the file at the end.</param>
    /// <exception cref="ScaleException">The file cannot be read.</exception>
    public static MediaFile OfFile(string path, string name, string? contentType = null, bool isTemporary = false)
    {
        var file = new MediaFile(name, new FileInfo(path) is { Exists: true } info ? info.Length : 0, () => LocalFile.OpenRead(path), isTemporary ? path : null);
        try
        {
            file.Look(contentType);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Creates a media file from bytes.</summary>
    public static MediaFile OfBytes(byte[] bytes, string name, string? contentType = null)
    {
        var file = new MediaFile(name, bytes.Length, () => new MemoryStream(bytes, writable: false), temporary: null);
        file.Look(contentType);
        return file;
    }

    /// <summary>Opens the content at its start.</summary>
    /// <exception cref="ScaleException">The content cannot be read.</exception>
    public Stream Open() => _open();

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_temporary is not null)
            {
                File.Delete(_temporary);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has the name of an unfinished file, so a later download into the folder deletes it.
        }
    }

    private void Look(string? contentType)
    {
        var head = new byte[(int)Math.Min(PictureHeader.Length, Length)];
        using (var content = Open())
        {
            var filled = 0;
            int read;
            while (filled < head.Length && (read = Read(content, head, filled)) > 0)
            {
                filled += read;
            }
        }

        var named = contentType ?? MediaTypes.FromName(Name);
        var told = ImageSignature.MediaTypeOf(head.Length > ImageSignature.Length ? head.AsSpan(0, ImageSignature.Length).ToArray() : head);
        ContentType = told switch
        {
            null => named,

            // WebM is a kind of Matroska.
            "video/x-matroska" when named == "video/webm" => named,
            _ => told,
        };
        Header = PictureHeader.Read(head, ContentType);
    }

    private int Read(Stream content, byte[] buffer, int offset)
    {
        try
        {
            return content.Read(buffer, offset, buffer.Length - offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(Name, "read", exception);
        }
    }
}
