using IkomiaScale.Progress;
using IkomiaScale.Streams;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Sync;

/// <summary>Shows the progress of a sync: the current step, and the files and bytes that are left.</summary>
internal sealed class SyncProgressBar : IDisposable
{
    private readonly ProgressLines _lines;
    private readonly SyncProgress _progress;

    /// <summary>Creates a bar, which appears only if the work takes more than a moment.</summary>
    public SyncProgressBar(IStreams streams, string activity, SyncProgress progress)
    {
        _lines = new ProgressLines(streams, activity);
        _progress = progress;
    }

    /// <summary>Updates the bar, if an update is due.</summary>
    public void Update()
    {
        if (_lines.IsDue)
        {
            var percent = _progress.BytesInAll > 0 ? PercentOf(_progress.BytesDone, _progress.BytesInAll) : PercentOf(_progress.ItemsDone, _progress.ItemsInAll);
            _lines.Write(StatusOf(_progress), percent, secondsLeft: null);
        }
    }

    /// <summary>Removes the bar.</summary>
    public void Dispose() => _lines.Dispose();

    /// <summary>The current step, as text.</summary>
    internal static string StatusOf(SyncProgress progress) => progress.Phase switch
    {
        SyncPhase.Listing => $"Listing: {progress.FilesSeen} files, {progress.ObjectsSeen} objects",
        SyncPhase.Comparing => $"Comparing: {Left(progress)}",
        SyncPhase.Searching => "Looking for existing objects with the same content",
        SyncPhase.Transferring => $"Transferring: {Left(progress)}",
        _ => $"Deleting: {progress.ItemsInAll - progress.ItemsDone} left",
    };

    private static string Left(SyncProgress progress) =>
        $"{progress.ItemsInAll - progress.ItemsDone} of {progress.ItemsInAll} files and " +
        $"{ByteSize.Format(Math.Max(0, progress.BytesInAll - progress.BytesDone))} of {ByteSize.Format(progress.BytesInAll)} left";

    private static int? PercentOf(long done, long whole) => whole > 0 ? (int)Math.Min(100, 100 * done / whole) : null;
}
