namespace IkomiaScale.Deployments.Journal;

/// <summary>A result that is to be written, and how that went.</summary>
/// <param name="uuid">The run.</param>
/// <param name="content">The whole of it.</param>
internal sealed class ResultWrite(string uuid, Stream content)
{
    public string Uuid { get; } = uuid;

    public Stream Content { get; } = content;

    /// <summary>Its size and sha256, once it is written.</summary>
    public (long Size, string Sha256) Written { get; set; }

    /// <summary>Why it was not written; null where it was.</summary>
    public ScaleException? Failure { get; set; }
}
