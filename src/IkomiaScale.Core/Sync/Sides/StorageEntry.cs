namespace IkomiaScale.Sync.Sides;

/// <summary>An object of the storage side.</summary>
internal struct StorageEntry : IHasPath
{
    /// <summary>Stands for a size that the service did not return.</summary>
    public const long UnknownSize = -1;

    public StorageEntry(string path, in ObjectUid uid, long? size, Sha256Value sha256, DateTimeOffset? createdAt)
    {
        Path = path;
        Uid = uid;
        SizeOrUnknown = size ?? UnknownSize;
        Sha256 = sha256;
        CreatedTicks = createdAt?.UtcTicks ?? 0;
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>Its uid, with the URL of its content.</summary>
    public ObjectUid Uid { get; }

    /// <summary>Its size in bytes, or <see cref="UnknownSize"/>.</summary>
    public long SizeOrUnknown { get; }

    /// <summary>The sha256 of its content, if known.</summary>
    public Sha256Value Sha256 { get; }

    /// <summary>When it was created, in UTC ticks; 0 if unknown.</summary>
    public long CreatedTicks { get; }

    /// <summary>Its size in bytes; null if unknown.</summary>
    public readonly long? Size => SizeOrUnknown < 0 ? null : SizeOrUnknown;

    /// <summary>Whether it can have this size.</summary>
    public readonly bool MayHaveSize(long size) => SizeOrUnknown < 0 || SizeOrUnknown == size;

    /// <summary>Whether it certainly has this content.</summary>
    public readonly bool HasContent(long size, Sha256Value sha256) => Sha256.IsKnown && Sha256.Equals(sha256) && MayHaveSize(size);

    /// <summary>Whether the current object is still the listed one: neither it nor its content was replaced.</summary>
    public readonly bool IsStill(IkStorageObject now) =>
        string.Equals(now.Uid, Uid.ToString(), StringComparison.OrdinalIgnoreCase)
        && (now.Size ?? UnknownSize) == SizeOrUnknown
        && Sha256Value.Parse(now.Sha256).Equals(Sha256);

    /// <summary>Returns the listed object.</summary>
    /// <param name="path">Its full path.</param>
    public readonly IkStorageObject ToObject(string path) => new(Uid.ToString(), path)
    {
        RelativePath = Path,
        Size = Size,
        Sha256 = Sha256.ToHex(),
        CreatedAt = CreatedTicks == 0 ? null : new DateTimeOffset(CreatedTicks, TimeSpan.Zero),
        ContentUrl = Uid.ContentUrl,
    };

    public override readonly string ToString() => Path;
}
