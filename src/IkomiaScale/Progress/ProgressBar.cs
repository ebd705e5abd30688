using System.Diagnostics;
using System.Management.Automation;
using IkomiaScale.Errors;
using IkomiaScale.Storage;

namespace IkomiaScale.Progress;

/// <summary>
/// One bar for the whole with bytes, rate and time left, and a child for each of the first few items under way. It looks
/// at the transfers from the pipeline thread a few times a second; they never call it.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private const int ChildLimit = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static int _lastId = 0x1A0000;

    private readonly PSCmdlet _cmdlet;
    private readonly string _activity;
    private readonly bool _isShown;
    private readonly int _id = Interlocked.Add(ref _lastId, ChildLimit + 1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<TransferProgress> _items = new();
    private readonly bool[] _children = new bool[ChildLimit];
    private TimeSpan _nextUpdate = Interval;
    private long _finishedBytes;
    private long _expectedBytes;
    private int _finishedItems;
    private int _expectedItems;
    private bool _hasUnknownSize;
    private bool _isOpen;

    /// <summary>Makes a bar; nothing is shown until it has lasted a moment.</summary>
    public ProgressBar(PSCmdlet cmdlet, string activity)
    {
        _cmdlet = cmdlet;
        _activity = activity;
        _isShown = !IsSilent(cmdlet.GetVariableValue("ProgressPreference"));
    }

    /// <summary>Counts an item in.</summary>
    public void Expect(TransferProgress item)
    {
        _items.Add(item);
        _expectedItems++;
        _expectedBytes += item.Total ?? 0;
        _hasUnknownSize |= item.Total is null;
    }

    /// <summary>Counts an item as done, however it ended.</summary>
    public void Finish(TransferProgress item)
    {
        _items.Remove(item);
        _finishedItems++;
        _finishedBytes += item.Bytes;
        Update();
    }

    /// <summary>Shows how things stand, if it is time to.</summary>
    public void Update()
    {
        if (!_isShown || _clock.Elapsed < _nextUpdate)
        {
            return;
        }

        _nextUpdate = _clock.Elapsed + Interval;
        _isOpen = true;
        WriteWhole();
        var active = _items.Where(item => item.HasStarted).Take(ChildLimit).ToList();
        for (var index = 0; index < ChildLimit; index++)
        {
            if (_expectedItems > 1 && index < active.Count)
            {
                WriteChild(index, active[index]);
            }
            else
            {
                CloseChild(index);
            }
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        try
        {
            for (var index = 0; index < ChildLimit; index++)
            {
                CloseChild(index);
            }

            _cmdlet.WriteProgress(new ProgressRecord(_id, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // A pipeline that is being stopped takes its bars away itself.
        }
    }

    private void WriteWhole()
    {
        var bytes = _finishedBytes + _items.Sum(item => item.Bytes);
        var rate = bytes / Math.Max(_clock.Elapsed.TotalSeconds, 0.001);
        var record = new ProgressRecord(_id, _activity, StatusOf(bytes, rate));
        if (!_hasUnknownSize && _expectedBytes > 0)
        {
            record.PercentComplete = (int)Math.Min(100, 100 * bytes / _expectedBytes);
            if (rate > 0)
            {
                record.SecondsRemaining = (int)Math.Min(int.MaxValue, Math.Max(0, _expectedBytes - bytes) / rate);
            }
        }
        else if (_expectedItems > 0)
        {
            record.PercentComplete = 100 * _finishedItems / _expectedItems;
        }

        _cmdlet.WriteProgress(record);
    }

    private string StatusOf(long bytes, double rate)
    {
        var items = _expectedItems > 1 ? $"{_finishedItems} of {_expectedItems}, " : string.Empty;
        var whole = _hasUnknownSize ? string.Empty : $" of {ByteSize.Format(_expectedBytes)}";
        return _expectedBytes == 0 && !_hasUnknownSize
            ? $"{_finishedItems} of {_expectedItems}"
            : $"{items}{ByteSize.Format(bytes)}{whole}, {ByteSize.Format((long)rate)}/s";
    }

    private void WriteChild(int index, TransferProgress item)
    {
        _children[index] = true;
        var status = item.Total is { } total ? $"{ByteSize.Format(item.Bytes)} of {ByteSize.Format(total)}" : ByteSize.Format(item.Bytes);
        var record = new ProgressRecord(_id + index + 1, item.Name.Length == 0 ? " " : Printable.Escape(item.Name), status) { ParentActivityId = _id };
        if (item.Total is > 0)
        {
            record.PercentComplete = (int)Math.Min(100, 100 * item.Bytes / item.Total.Value);
        }

        _cmdlet.WriteProgress(record);
    }

    private void CloseChild(int index)
    {
        if (_children[index])
        {
            _children[index] = false;
            _cmdlet.WriteProgress(new ProgressRecord(_id + index + 1, _activity, "Done")
            {
                ParentActivityId = _id,
                RecordType = ProgressRecordType.Completed,
            });
        }
    }

    private static bool IsSilent(object? preference) =>
        string.Equals(preference?.ToString(), nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase)
        || string.Equals(preference?.ToString(), nameof(ActionPreference.Ignore), StringComparison.OrdinalIgnoreCase);
}
