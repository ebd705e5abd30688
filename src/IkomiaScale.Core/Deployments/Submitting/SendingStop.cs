namespace IkomiaScale.Deployments.Submitting;

/// <summary>
/// Cancels a submission: immediately while the run cannot have started, afterwards only if the answer with the uuid does not
/// arrive soon.
/// </summary>
internal sealed class SendingStop : IDisposable
{
    /// <summary>How long to wait after Ctrl+C for the uuid of a run that may have started.</summary>
    public const int GraceMilliseconds = 3000;

    private readonly object _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly RunProgress _progress;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _registration;
    private bool _isWanted;

    /// <summary>Starts to watch.</summary>
    /// <param name="progress">Receives whether the run may have started.</param>
    /// <param name="clock">Measures the wait for the answer.</param>
    /// <param name="cancellationToken">Requests the cancellation.</param>
    public SendingStop(RunProgress progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        _progress = progress;
        _timer = clock.CreateTimer(static source => ((SendingStop)source!).End(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.Register(static source => ((SendingStop)source!).Want(), this);
    }

    /// <summary>Cancels the submission.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Records that the last bytes are about to leave.</summary>
    /// <exception cref="OperationCanceledException">They must not leave any more.</exception>
    public void Leaving()
    {
        lock (_gate)
        {
            if (_isWanted)
            {
                throw new OperationCanceledException();
            }

            _progress.ReportStart(RunStart.Unknown);
        }
    }

    /// <summary>Records that the request had no effect, so that it may be sent again.</summary>
    /// <returns>Whether to send it again.</returns>
    public bool Refused()
    {
        lock (_gate)
        {
            _progress.ReportStart(RunStart.NotStarted);
            return !_isWanted;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
        _end.Dispose();
    }

    private void Want()
    {
        bool mayHaveBegun;
        lock (_gate)
        {
            _isWanted = true;
            mayHaveBegun = _progress.Start != RunStart.NotStarted;
        }

        if (mayHaveBegun)
        {
            _timer.Change(TimeSpan.FromMilliseconds(GraceMilliseconds), Timeout.InfiniteTimeSpan);
        }
        else
        {
            End();
        }
    }

    private void End()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The submission has already ended.
        }
    }
}
