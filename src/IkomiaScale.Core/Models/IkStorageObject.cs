using System.Globalization;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>An object in the storage of a project at the time of its request (docs/protocol.md, section 3).</summary>
public sealed class IkStorageObject
{
    internal IkStorageObject(string uid, string? path)
    {
        Uid = uid;
        Path = path;
    }

    /// <summary>The uid, assigned by the service.</summary>
    public string Uid { get; }

    /// <summary>The full path; null for a temporary object.</summary>
    public string? Path { get; }

    /// <summary>The last segment of the path; null for a temporary object.</summary>
    public string? Name => Path is null ? null : StoragePath.NameOf(Path);

    /// <summary>The path without its last segment; empty at the top level, null for a temporary object.</summary>
    public string? Directory => Path is null ? null : StoragePath.DirectoryOf(Path);

    /// <summary>The path below the directory that was listed; the name for a single object. It keeps the tree in a pipeline.</summary>
    public string? RelativePath { get; internal init; }

    /// <summary>The size in bytes; null if the service did not return it.</summary>
    public long? Size { get; internal init; }

    /// <summary>The media type, such as <c>video/mp4</c>.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>The sha256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string? Sha256 { get; internal init; }

    /// <summary>When it was created; null if the service did not return it.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>Whether the content is a zip archive of a folder.</summary>
    public bool IsDirectoryArchive { get; internal init; }

    /// <summary>Whether it has no path. The service deletes it after about one hour.</summary>
    public bool IsTemporary => Path is null;

    /// <summary>The URL of the content without its query, which may be a signature. It may change, and reading it needs a token.</summary>
    public string? DownloadUrl => ContentUrl?.Split('?', '#')[0];

    /// <summary>The URL of the content as the service returned it.</summary>
    internal string? ContentUrl { get; init; }

    /// <summary>The path, or the uid of a temporary object. Control characters are escaped; no valid path has any.</summary>
    public override string ToString() => (Path ?? Uid) is var name && name.Any(char.IsControl) ? Printable.Escape(name) : name;

    /// <summary>The path for a view: control characters are escaped; <c>(temporary)</c> if there is no path.</summary>
    public string FormatPath() => Path is null ? "(temporary)" : Printable.Escape(Path);

    /// <summary>The relative path, for a view.</summary>
    public string FormatRelativePath() => Printable.Escape(RelativePath ?? string.Empty);

    /// <summary>The media type, for a view.</summary>
    public string FormatContentType() => Printable.Escape(ContentType ?? string.Empty);

    /// <summary>The size for a view, such as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);

    /// <summary>The creation time in local time, for a view; empty if unknown.</summary>
    public string FormatCreatedAt() => CreatedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The start of the uid, for a view.</summary>
    public string FormatUid() => Printable.Escape(Uid.Length > 8 ? Uid.Substring(0, 8) : Uid);

    /// <summary>Identifies this object with this content: an overwrite may keep the uid.</summary>
    internal string Identity => $"{Uid}/{Sha256}/{Size}";

    /// <summary>Whether the contents are certainly the same: both hashes are known and equal, and the sizes do not differ.</summary>
    internal bool HasSameContent(IkStorageObject other) => HasContent(other.Size, other.Sha256);

    /// <summary>Whether the content certainly has this size and hash.</summary>
    internal bool HasContent(long? size, string? sha256) =>
        Sha256 is not null && string.Equals(Sha256, sha256, StringComparison.OrdinalIgnoreCase) && (Size is null || size is null || Size == size);

    /// <summary>The error for a temporary object where a path is needed.</summary>
    internal ScaleException HasNoPath() =>
        new(ScaleErrorId.TemporaryObject, $"The temporary object {Uid} cannot be deleted: it has no path. The service deletes it after about one hour.") { Target = Uid };

    /// <summary>Returns the object with another relative path.</summary>
    internal IkStorageObject WithRelativePath(string relativePath) => new(Uid, Path)
    {
        RelativePath = relativePath,
        Size = Size,
        ContentType = ContentType,
        Sha256 = Sha256,
        CreatedAt = CreatedAt,
        IsDirectoryArchive = IsDirectoryArchive,
        ContentUrl = ContentUrl,
    };

    /// <summary>Reads an object (docs/protocol.md, section 3). Only <c>uid</c> is required; unknown fields are ignored.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="directory">The directory that was listed; null for a single object.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: the JSON is not an object of the storage.</exception>
    internal static IkStorageObject FromJson(JToken? json, string? directory = null)
    {
        if (json is not JObject fields || JsonText.Text(fields["uid"]) is not { Length: > 0 } uid)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidResponse, "The object cannot be read: the storage did not return one. Check the -StorageUrl of Connect-IkScale.");
        }

        var path = JsonText.Text(fields["path"]) is { Length: > 0 } text ? StoragePath.TrimLeadingSlash(text) : null;
        return new IkStorageObject(uid, path)
        {
            RelativePath = path is null ? null : directory is null ? StoragePath.NameOf(path) : StoragePath.RelativeTo(directory, path),
            Size = JsonText.Number(fields["size"]) is { } size and >= 0 and < long.MaxValue ? (long)size : null,
            ContentType = JsonText.Text(fields["content_type"]),
            Sha256 = JsonText.Text(fields["sha256"])?.ToLowerInvariant(),
            CreatedAt = ReadTime(JsonText.Text(fields["created_at"])),
            IsDirectoryArchive = JsonText.Flag(fields["is_directory_archive"]),
            ContentUrl = JsonText.Text(fields["download_url"]),
        };
    }

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
