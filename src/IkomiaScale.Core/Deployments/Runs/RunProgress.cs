using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>The progress of a run, written by the run and read by the thread that shows it. There are no callbacks.</summary>
public sealed class RunProgress
{
    /// <summary>The state before the service accepted the run; it is the client's own (docs/protocol.md, section 4).</summary>
    public const string Sending = "SENDING";

    private volatile IkDeploymentRun? _run;
    private volatile TransferProgress? _upload;
    private volatile Advised? _advised;
    private volatile bool _isReceiving;
    private volatile RunStart _start;

    /// <summary>Creates the progress of a run that has not started.</summary>
    /// <param name="name">The input, for messages.</param>
    public RunProgress(string name)
    {
        Name = name;
    }

    /// <summary>The input, for messages.</summary>
    public string Name { get; }

    /// <summary>The run with its last known state; null before the service accepted it.</summary>
    public IkDeploymentRun? Run => _run;

    /// <summary>The state: <see cref="Sending"/>, then the state from the service.</summary>
    public string State => _run is { } run ? run.State ?? "STARTED" : Sending;

    /// <summary>Whether the run has started. It is also set if the submission was canceled or failed.</summary>
    public RunStart Start => _start;

    /// <summary>The upload of an input, during and after it; null for none.</summary>
    public TransferProgress? Upload => _upload;

    /// <summary>Whether the result is arriving. The service returns it once: a cancellation now loses it.</summary>
    public bool IsReceiving => _isReceiving;

    /// <summary>The last advice of the service; null for none.</summary>
    public PollAdvice? Advice => _advised?.Advice;

    /// <summary>When the last advice arrived.</summary>
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
