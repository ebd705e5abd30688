namespace IkomiaScale.Storage;

/// <summary>The URLs of PROTOCOL 3.</summary>
internal sealed class StorageUrls
{
    private readonly string _root;

    public StorageUrls(Uri storageUrl)
    {
        Root = storageUrl;
        _root = storageUrl.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The storage's own address.</summary>
    public Uri Root { get; }

    /// <summary>An object by its path; without a path the place where temporary objects are made.</summary>
    public Uri Object(string? path) => new($"{_root}/v1/objects/{(path is null ? string.Empty : StoragePath.Encode(path))}");

    /// <summary>One page of all objects whose path begins with these letters.</summary>
    public Uri List(string prefix, int page) => new(FormattableString.Invariant($"{Object(prefix).AbsoluteUri}?page={page}"));

    /// <summary>The object of exactly this path, as a list of none or one.</summary>
    public Uri Exact(string path) => new($"{Object(path).AbsoluteUri}?exact=true&page=1");

    /// <summary>The object of this uid, as a list of none or one.</summary>
    public Uri ByUid(string uid) => new($"{Object(null).AbsoluteUri}?uid={Uri.EscapeDataString(uid)}&page=1");

    /// <summary>One page of the objects of this hash.</summary>
    public Uri BySha256(string sha256, int page) =>
        new(FormattableString.Invariant($"{Object(null).AbsoluteUri}?sha256={Uri.EscapeDataString(sha256)}&page={page}"));

    /// <summary>A delete of one path, or of all that begins with it.</summary>
    public Uri Delete(string path, bool exact) => new($"{Object(path).AbsoluteUri}?exact={(exact ? "true" : "false")}");

    /// <summary>Where a pre-signed URL is asked for.</summary>
    public Uri Presign(string uid) => new($"{_root}/v1/presigned-urls/download/{Uri.EscapeDataString(uid)}");

    /// <summary>How a run names a stored object (PROTOCOL 4).</summary>
    public string Reference(string uid) => $"{_root}/v1/objects/?uid={Uri.EscapeDataString(uid)}";
}
