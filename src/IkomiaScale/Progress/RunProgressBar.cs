using System.Management.Automation;
using IkomiaScale.Deployments;
using IkomiaScale.Streams;

namespace IkomiaScale.Progress;

/// <summary>
/// One progress bar for all runs. Several runs have a child bar for each of the first few in progress, with state and the
/// service's estimate. It reads the state of the runs from the pipeline thread; they never call it.
/// </summary>
internal sealed class RunProgressBar : IDisposable
{
    private readonly ProgressLines _lines;
    private readonly List<RunProgress> _active = new();
    private int _expected;
    private int _finished;

    /// <summary>Creates a bar, which appears only if the work takes more than a moment.</summary>
    public RunProgressBar(IStreams streams, string activity)
    {
        _lines = new ProgressLines(streams, activity);
    }

    /// <summary>Adds a run.</summary>
    public void Expect(RunProgress run)
    {
        _active.Add(run);
        _expected++;
    }

    /// <summary>Counts a run as done, with any outcome.</summary>
    public void Finish(RunProgress run)
    {
        _active.Remove(run);
        _finished++;
        Update();
    }

    /// <summary>Updates the bar, if an update is due.</summary>
    public void Update()
    {
        if (!_lines.IsDue)
        {
            return;
        }

        var now = DateTimeOffset.UtcNow;
        if (_expected == 1)
        {
            var only = _active.FirstOrDefault();
            _lines.Write(only is null ? "done" : StatusOf(only, now), percent: null, SecondsLeft(only, now));
            return;
        }

        _lines.Write($"{_finished} of {_expected} done", 100 * _finished / Math.Max(1, _expected), secondsLeft: null);
        _lines.WriteChildren(_active.Take(ProgressLines.ChildLimit).Select(run => (run.Name, StatusOf(run, now), (int?)null, SecondsLeft(run, now))).ToList());
    }

    /// <summary>Removes the bar.</summary>
    public void Dispose() => _lines.Dispose();

    private static string StatusOf(RunProgress run, DateTimeOffset now)
    {
        if (run.Run is null)
        {
            return run.Upload is { Total: { } total } upload
                ? $"{run.State} {ByteSize.Format(upload.Bytes)} of {ByteSize.Format(total)}"
                : run.State;
        }

        if (run.IsReceiving)
        {
            return $"{run.State}, receiving results";
        }

        var left = SecondsLeft(run, now);
        return left is null ? run.State : FormattableString.Invariant($"{run.State}, up to {left} s left");
    }

    private static int? SecondsLeft(RunProgress? run, DateTimeOffset now) =>
        run?.Advice?.EtaHigh is { } high && run.AdvisedAt is { } at ? (int)Math.Ceiling(Math.Max(0, (at + high - now).TotalSeconds)) : null;
}
