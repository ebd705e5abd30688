namespace IkomiaScale.Deployments.Journal;

/// <summary>A result to write, and the outcome.</summary>
/// <param name="uuid">The uuid of the run.</param>
/// <param name="content">The complete result.</param>
internal sealed class ResultWrite(string uuid, Stream content)
{
    public string Uuid { get; } = uuid;

    public Stream Content { get; } = content;

    /// <summary>Its size in bytes and its sha256, after it was written.</summary>
    public (long Size, string Sha256) Written { get; set; }

    /// <summary>Why it was not written; null if it was.</summary>
    public ScaleException? Failure { get; set; }
}
