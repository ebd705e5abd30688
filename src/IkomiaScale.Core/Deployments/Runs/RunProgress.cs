using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>
/// How far a run is: written by the run, read by whoever shows it. Nothing is called back: the reader looks when it wants to.
/// </summary>
public sealed class RunProgress
{
    /// <summary>The client's own state before the service has the run (PROTOCOL 4).</summary>
    public const string Sending = "SENDING";

    private volatile IkDeploymentRun? _run;
    private volatile TransferProgress? _upload;
    private volatile Advised? _advised;
    private volatile bool _isReceiving;
    private volatile RunStart _start;

    /// <summary>Describes a run that has not begun.</summary>
    /// <param name="name">What it is run on, for a person.</param>
    public RunProgress(string name)
    {
        Name = name;
    }

    /// <summary>What it is run on.</summary>
    public string Name { get; }

    /// <summary>The run as the service knows it; null before it does.</summary>
    public IkDeploymentRun? Run => _run;

    /// <summary>The state: <see cref="Sending"/>, then what the service says.</summary>
    public string State => _run is { } run ? run.State ?? "STARTED" : Sending;

    /// <summary>Whether the run has begun; also told where sending it was stopped or failed.</summary>
    public RunStart Start => _start;

    /// <summary>The upload of an input, while and after there is one.</summary>
    public TransferProgress? Upload => _upload;

    /// <summary>Whether the results are on their way. They are given once: stopping now loses them.</summary>
    public bool IsReceiving => _isReceiving;

    /// <summary>What the service said last; null where it said nothing.</summary>
    public PollAdvice? Advice => _advised?.Advice;

    /// <summary>When it said so.</summary>
    public DateTimeOffset? AdvisedAt => _advised?.At;

    internal void ReportUpload(TransferProgress upload) => _upload = upload;

    internal void ReportRun(IkDeploymentRun run, DateTimeOffset now)
    {
        _advised = run.Advice is { } advice ? new Advised(advice, now) : _advised;
        _run = run;
        _start = RunStart.Started;
    }

    internal void ReportStart(RunStart start) => _start = start;

    internal void ReportReceiving() => _isReceiving = true;

    private sealed record Advised(PollAdvice Advice, DateTimeOffset At);
}
