namespace IkomiaScale.Retries;

/// <summary>When a request that failed may be sent again.</summary>
internal enum Repeat
{
    /// <summary>Never: the caller repeats more than the request.</summary>
    Never,

    /// <summary>Only if it surely did not reach the server: creating twice, or running twice, would be wrong.</summary>
    IfNotSent,

    /// <summary>Always: doing it twice is the same as doing it once.</summary>
    Always,
}
