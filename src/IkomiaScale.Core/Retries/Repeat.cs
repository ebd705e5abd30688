namespace IkomiaScale.Retries;

/// <summary>When a request that failed may be sent again.</summary>
internal enum Repeat
{
    /// <summary>Never: the caller repeats more than the request.</summary>
    Never,

    /// <summary>Only if it surely did not reach the server: creating twice, or running twice, would be wrong.</summary>
    IfNotSent,

    /// <summary>Only if it surely had no effect: not sent, or slowed down with 429. Never after a 5xx, which gateways answer also for what they have passed on.</summary>
    IfNotStarted,

    /// <summary>Always: doing it twice is the same as doing it once.</summary>
    Always,
}
