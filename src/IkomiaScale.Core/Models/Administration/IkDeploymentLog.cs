namespace IkomiaScale;

/// <summary>A line of the log of a deployment (docs/protocol.md, section 8).</summary>
public sealed class IkDeploymentLog
{
    internal IkDeploymentLog(DateTimeOffset? time, string? level, string message, string raw)
    {
        Time = time;
        Level = level;
        Message = message;
        Raw = raw;
    }

    /// <summary>When the line was written, in local time; null if unknown.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary><c>INFO</c>, <c>WARNING</c>, <c>ERROR</c>, or another level of the platform; null for none.</summary>
    public string? Level { get; }

    /// <summary>The message.</summary>
    public string Message { get; }

    /// <summary>The line as the platform returned it, as JSON.</summary>
    public string Raw { get; }

    /// <summary>The project of the deployment.</summary>
    public string? Project { get; internal init; }

    /// <summary>The workflow of the deployment.</summary>
    public string? Workflow { get; internal init; }

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
