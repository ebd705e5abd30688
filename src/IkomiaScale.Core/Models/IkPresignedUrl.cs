using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>A URL that gives the content of an object to whoever has it, without a token, until it expires.</summary>
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

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The path, as a view shows it.</summary>
    public string FormatPath() => Printable.Escape(Path ?? "(temporary)");

    /// <summary>The URL, ready for another program's argument.</summary>
    public override string ToString() => Url;
}
