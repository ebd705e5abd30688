using System.Diagnostics;
using System.Management.Automation;
using IkomiaScale.Errors;
using IkomiaScale.Streams;

namespace IkomiaScale.Progress;

/// <summary>
/// A progress record with a few children. It is written from the pipeline thread only, at most five times a second, not at all
/// if progress is silent, and always removed at the end.
/// </summary>
internal sealed class ProgressLines : IDisposable
{
    /// <summary>The largest number of children.</summary>
    public const int ChildLimit = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static int _lastId = 0x2A0000;

    private readonly IStreams _streams;
    private readonly string _activity;
    private readonly bool _isShown;
    private readonly int _id = Interlocked.Add(ref _lastId, ChildLimit + 1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _nextUpdate = Interval;
    private int _openChildren;
    private bool _isOpen;

    /// <summary>Creates the record without showing it.</summary>
    public ProgressLines(IStreams streams, string activity)
    {
        _streams = streams;
        _activity = activity;
        _isShown = streams.ShowsProgress;
    }

    /// <summary>The time since its creation.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Whether an update is due. Reading the property counts as an update.</summary>
    public bool IsDue
    {
        get
        {
            if (!_isShown || _clock.Elapsed < _nextUpdate)
            {
                return false;
            }

            _nextUpdate = _clock.Elapsed + Interval;
            return true;
        }
    }

    /// <summary>Writes the parent record.</summary>
    public void Write(string status, int? percent, int? secondsLeft)
    {
        _isOpen = true;
        _streams.WriteProgress(Record(_id, _activity, status, percent, secondsLeft));
    }

    /// <summary>Writes the children, and removes those that no longer exist.</summary>
    public void WriteChildren(IReadOnlyList<(string Name, string Status, int? Percent, int? SecondsLeft)> children)
    {
        for (var index = 0; index < children.Count; index++)
        {
            var (name, status, percent, secondsLeft) = children[index];
            var record = Record(_id + index + 1, name.Length == 0 ? " " : name, status, percent, secondsLeft);
            record.ParentActivityId = _id;
            _streams.WriteProgress(record);
        }

        CloseChildren(children.Count);
    }

    /// <summary>Removes the records.</summary>
    public void Dispose()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        try
        {
            CloseChildren(0);
            _streams.WriteProgress(new ProgressRecord(_id, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // PowerShell removes the bars of a stopped pipeline.
        }
    }

    private void CloseChildren(int from)
    {
        for (var index = from; index < _openChildren; index++)
        {
            _streams.WriteProgress(new ProgressRecord(_id + index + 1, _activity, "Done")
            {
                ParentActivityId = _id,
                RecordType = ProgressRecordType.Completed,
            });
        }

        _openChildren = from;
    }

    // Names and states come from the service and may hold control characters.
    private static ProgressRecord Record(int id, string activity, string status, int? percent, int? secondsLeft) =>
        new(id, Printable.Escape(activity), Printable.Escape(status))
    {
        PercentComplete = percent ?? -1,
        SecondsRemaining = secondsLeft ?? -1,
    };
}
