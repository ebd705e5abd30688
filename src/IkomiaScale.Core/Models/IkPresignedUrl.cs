using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>A URL that reads one object without a token until it expires (docs/protocol.md, section 3).</summary>
public sealed class IkPresignedUrl
{
    internal IkPresignedUrl(Uri url, IkStorageObject source, DateTimeOffset expiresAt)
    {
        Url = url.AbsoluteUri;
        Path = source.Path;
        Uid = source.Uid;
        ExpiresAt = expiresAt;
    }

    /// <summary>The URL. Treat it like a password.</summary>
    public string Url { get; }

    /// <summary>The path of the object; null for a temporary one.</summary>
    public string? Path { get; }

    /// <summary>The uid of the object.</summary>
    public string Uid { get; }

    /// <summary>When the URL expires.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The path, for a view.</summary>
    public string FormatPath() => Printable.Escape(Path ?? "(temporary)");

    /// <summary>The URL, so that it can be an argument of a program.</summary>
    public override string ToString() => Url;
}
