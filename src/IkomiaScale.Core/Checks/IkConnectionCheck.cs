namespace IkomiaScale;

/// <summary>One step of a connection check. It contains no secrets, so it can be pasted into a ticket.</summary>
public sealed class IkConnectionCheck
{
    /// <summary>The step: NameResolution, Proxy, Tls or Connection, Clock, Token, Deployment, StorageRead, or StorageWrite.</summary>
    public string Check { get; init; } = string.Empty;

    /// <summary>Whether it passed.</summary>
    public bool Passed { get; init; }

    /// <summary>What was found.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>How long it took, in milliseconds.</summary>
    public long Milliseconds { get; init; }

    /// <summary>What to do if it failed; empty if nothing.</summary>
    public string Advice { get; init; } = string.Empty;

    /// <summary>The step and whether it passed.</summary>
    public override string ToString() => $"{Check}: {(Passed ? "passed" : "failed")}";
}
