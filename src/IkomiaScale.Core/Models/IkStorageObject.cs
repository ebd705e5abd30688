using System.Globalization;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>An object in the storage of a project, as it was when it was asked for.</summary>
public sealed class IkStorageObject
{
    internal IkStorageObject(string uid, string? path)
    {
        Uid = uid;
        Path = path;
    }

    /// <summary>The identity that the service gave it.</summary>
    public string Uid { get; }

    /// <summary>The full path; null for a temporary object.</summary>
    public string? Path { get; }

    /// <summary>The last segment of the path; null for a temporary object.</summary>
    public string? Name => Path is null ? null : StoragePath.NameOf(Path);

    /// <summary>The path without its last segment; empty at the top, null for a temporary object.</summary>
    public string? Directory => Path is null ? null : StoragePath.DirectoryOf(Path);

    /// <summary>The path below the directory that was listed; the name for a single object. It keeps a tree through a pipeline.</summary>
    public string? RelativePath { get; internal init; }

    /// <summary>The size in bytes; null where the service does not tell it.</summary>
    public long? Size { get; internal init; }

    /// <summary>The media type, such as <c>video/mp4</c>.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>The sha256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string? Sha256 { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>Whether the content is a zip of a folder.</summary>
    public bool IsDirectoryArchive { get; internal init; }

    /// <summary>Whether it has no path and is deleted by the service after about an hour.</summary>
    public bool IsTemporary => Path is null;

    /// <summary>Where the content is; it may change, and needs the token. Without its query, which may be a signature.</summary>
    public string? DownloadUrl => ContentUrl?.Split('?', '#')[0];

    /// <summary>Where the content is, as the service gave it.</summary>
    internal string? ContentUrl { get; init; }

    /// <summary>
    /// The path, or the uid of a temporary object. Control characters are shown as escapes: no path that can be used has any.
    /// </summary>
    public override string ToString() => (Path ?? Uid) is var name && name.Any(char.IsControl) ? Printable.Escape(name) : name;

    /// <summary>The path for a terminal: control characters are shown as escapes; <c>(temporary)</c> where there is none.</summary>
    public string FormatPath() => Path is null ? "(temporary)" : Printable.Escape(Path);

    /// <summary>The path below the listed directory, as a view shows it.</summary>
    public string FormatRelativePath() => Printable.Escape(RelativePath ?? string.Empty);

    /// <summary>The media type, as a view shows it.</summary>
    public string FormatContentType() => Printable.Escape(ContentType ?? string.Empty);

    /// <summary>The size for people, as <c>1.5 MB</c>.</summary>
    public string FormatSize() => ByteSize.Format(Size);

    /// <summary>When it was created, in local time; empty where that is not known.</summary>
    public string FormatCreatedAt() => CreatedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The beginning of the uid, enough to tell objects apart at a glance.</summary>
    public string FormatUid() => Printable.Escape(Uid.Length > 8 ? Uid.Substring(0, 8) : Uid);

    /// <summary>What tells this object, with this content, from any other: an overwrite may keep the uid.</summary>
    internal string Identity => $"{Uid}/{Sha256}/{Size}";

    /// <summary>Whether the content is surely the same: both hashes are known, and they and the sizes agree.</summary>
    internal bool HasSameContent(IkStorageObject other) => HasContent(other.Size, other.Sha256);

    /// <summary>Whether the content surely has this size and hash.</summary>
    internal bool HasContent(long? size, string? sha256) =>
        Sha256 is not null && string.Equals(Sha256, sha256, StringComparison.OrdinalIgnoreCase) && (Size is null || size is null || Size == size);

    /// <summary>The error for a temporary object where a path is needed.</summary>
    internal ScaleException HasNoPath() =>
        new(ScaleErrorId.TemporaryObject, $"The temporary object {Uid} has no path to delete it by. It expires by itself after about an hour.") { Target = Uid };

    /// <summary>The same object with another place in a tree.</summary>
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

    /// <summary>Reads an object as PROTOCOL 3 describes it: only <c>uid</c> is sure to be there, unknown fields are ignored.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="directory">The directory that was listed; null for a single object.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: it is not an object.</exception>
    internal static IkStorageObject FromJson(JToken? json, string? directory = null)
    {
        if (json is not JObject fields || JsonText.Text(fields["uid"]) is not { Length: > 0 } uid)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidResponse, "The storage answered with something that is not an object. Check -StorageUrl.");
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
