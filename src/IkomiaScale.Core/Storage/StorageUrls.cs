namespace IkomiaScale.Storage;

/// <summary>The URLs of the storage (docs/protocol.md, section 3).</summary>
internal sealed class StorageUrls
{
    private readonly string _root;

    public StorageUrls(Uri storageUrl)
    {
        Root = storageUrl;
        _root = storageUrl.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The URL of the storage.</summary>
    public Uri Root { get; }

    /// <summary>An object by its path; null for the URL that creates temporary objects.</summary>
    public Uri Object(string? path) => new($"{_root}/v1/objects/{(path is null ? string.Empty : StoragePath.Encode(path))}");

    /// <summary>One page of all objects whose path starts with a prefix.</summary>
    public Uri List(string prefix, int page) => new(FormattableString.Invariant($"{Object(prefix).AbsoluteUri}?page={page}"));

    /// <summary>The object with exactly this path, as a list of none or one.</summary>
    public Uri Exact(string path) => new($"{Object(path).AbsoluteUri}?exact=true&page=1");

    /// <summary>The object with this uid, as a list of none or one.</summary>
    public Uri ByUid(string uid) => new($"{Object(null).AbsoluteUri}?uid={Uri.EscapeDataString(uid)}&page=1");

    /// <summary>One page of the objects with this sha256.</summary>
    public Uri BySha256(string sha256, int page) =>
        new(FormattableString.Invariant($"{Object(null).AbsoluteUri}?sha256={Uri.EscapeDataString(sha256)}&page={page}"));

    /// <summary>Deletes one path, or all paths that start with it.</summary>
    public Uri Delete(string path, bool exact) => new($"{Object(path).AbsoluteUri}?exact={(exact ? "true" : "false")}");

    /// <summary>Creates a pre-signed URL.</summary>
    public Uri Presign(string uid) => new($"{_root}/v1/presigned-urls/download/{Uri.EscapeDataString(uid)}");

    /// <summary>How a run refers to an object (docs/protocol.md, section 4).</summary>
    public string Reference(string uid) => $"{_root}/v1/objects/?uid={Uri.EscapeDataString(uid)}";
}
