namespace IkomiaScale.Sync.Sides;

/// <summary>An object of the storage side.</summary>
internal struct StorageEntry : IHasPath
{
    /// <summary>The size of an object whose size the service does not tell.</summary>
    public const long UnknownSize = -1;

    /// <summary>Describes an object.</summary>
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

    /// <summary>Its identity, and where its content is.</summary>
    public ObjectUid Uid { get; }

    /// <summary>Its size in bytes, or <see cref="UnknownSize"/>.</summary>
    public long SizeOrUnknown { get; }

    /// <summary>The sha256 of its content, as far as it is known.</summary>
    public Sha256Value Sha256 { get; }

    /// <summary>When it was created; 0 where that is not known.</summary>
    public long CreatedTicks { get; }

    /// <summary>Its size in bytes; null where it is not known.</summary>
    public readonly long? Size => SizeOrUnknown < 0 ? null : SizeOrUnknown;

    /// <summary>Whether it may have this size.</summary>
    public readonly bool MayHaveSize(long size) => SizeOrUnknown < 0 || SizeOrUnknown == size;

    /// <summary>Whether it surely has this content.</summary>
    public readonly bool HasContent(long size, Sha256Value sha256) => Sha256.IsKnown && Sha256.Equals(sha256) && MayHaveSize(size);

    /// <summary>Whether an object as it is now is still the one that was listed: nobody has replaced it or its content.</summary>
    public readonly bool IsStill(IkStorageObject now) =>
        string.Equals(now.Uid, Uid.ToString(), StringComparison.OrdinalIgnoreCase)
        && (now.Size ?? UnknownSize) == SizeOrUnknown
        && Sha256Value.Parse(now.Sha256).Equals(Sha256);

    /// <summary>The object as it was listed.</summary>
    /// <param name="path">Its full path.</param>
    public readonly IkStorageObject ToObject(string path) => new(Uid.ToString(), path)
    {
        RelativePath = Path,
        Size = Size,
        Sha256 = Sha256.ToHex(),
        CreatedAt = CreatedTicks == 0 ? null : new DateTimeOffset(CreatedTicks, TimeSpan.Zero),
        ContentUrl = Uid.ContentUrl,
    };

    /// <summary>Its path, for messages.</summary>
    public override readonly string ToString() => Path;
}
