namespace IkomiaScale;

/// <summary>One step of a connection, tried. It has nothing secret: it can be pasted into a ticket.</summary>
public sealed class IkConnectionCheck
{
    /// <summary>What was tried: NameResolution, Proxy, Tls or Connection, Clock, Token, Deployment, StorageRead, StorageWrite.</summary>
    public string Check { get; init; } = string.Empty;

    /// <summary>Whether it works.</summary>
    public bool Passed { get; init; }

    /// <summary>What was found.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>How long it took.</summary>
    public long Milliseconds { get; init; }

    /// <summary>What to do where it does not work; empty where nothing is to be done.</summary>
    public string Advice { get; init; } = string.Empty;

    /// <summary>The step and whether it works.</summary>
    public override string ToString() => $"{Check}: {(Passed ? "passed" : "failed")}";
}
