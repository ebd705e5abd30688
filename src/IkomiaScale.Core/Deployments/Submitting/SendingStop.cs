namespace IkomiaScale.Deployments.Submitting;

/// <summary>
/// Ends the sending of a run when that is wanted: at once while the run surely has not begun; afterwards only if the answer, which
/// tells the uuid, does not come soon.
/// </summary>
internal sealed class SendingStop : IDisposable
{
    /// <summary>What the uuid of a run that may have been started is worth on Ctrl+C.</summary>
    public const int GraceMilliseconds = 3000;

    private readonly object _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly RunProgress _progress;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _registration;
    private bool _isWanted;

    /// <summary>Watches.</summary>
    /// <param name="progress">Told whether the run has begun.</param>
    /// <param name="clock">Measures how long an answer is waited for.</param>
    /// <param name="cancellationToken">Says that the end is wanted.</param>
    public SendingStop(RunProgress progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        _progress = progress;
        _timer = clock.CreateTimer(static source => ((SendingStop)source!).End(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.Register(static source => ((SendingStop)source!).Want(), this);
    }

    /// <summary>Ends the sending.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>The last bytes are about to leave.</summary>
    /// <exception cref="OperationCanceledException">They must not any more.</exception>
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

    /// <summary>What was sent had surely no effect; it may be sent again.</summary>
    /// <returns>Whether it should be.</returns>
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
            // The sending has ended in this moment.
        }
    }
}
