namespace IkomiaScale.Retries;

/// <summary>When a request that failed may be sent again.</summary>
internal enum Repeat
{
    /// <summary>Never: the caller repeats a larger operation that contains the request.</summary>
    Never,

    /// <summary>Only if it did not reach the service: creating twice, or running twice, would be wrong.</summary>
    IfNotSent,

    /// <summary>
    /// Only if it had no effect: it was not sent, or was refused with 429. Not after a 5xx, which gateways also answer after
    /// they passed a request on.
    /// </summary>
    IfNotStarted,

    /// <summary>Always: the request has the same effect once or twice.</summary>
    Always,
}
