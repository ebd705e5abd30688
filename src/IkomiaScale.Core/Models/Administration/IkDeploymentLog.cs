namespace IkomiaScale;

/// <summary>A line of a deployment's log.</summary>
public sealed class IkDeploymentLog
{
    internal IkDeploymentLog(DateTimeOffset? time, string? level, string message, string raw)
    {
        Time = time;
        Level = level;
        Message = message;
        Raw = raw;
    }

    /// <summary>When it was written, in local time; null where the platform does not say.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary><c>INFO</c>, <c>WARNING</c>, <c>ERROR</c>, or what the platform says; null where it says nothing.</summary>
    public string? Level { get; }

    /// <summary>What it says.</summary>
    public string Message { get; }

    /// <summary>The line as it came, as JSON.</summary>
    public string Raw { get; }

    /// <summary>The project of the deployment.</summary>
    public string? Project { get; internal init; }

    /// <summary>The workflow of the deployment.</summary>
    public string? Workflow { get; internal init; }

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
