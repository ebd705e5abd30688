using System.Management.Automation;
using IkomiaScale.Storage;
using IkomiaScale.Streams;

namespace IkomiaScale.Progress;

/// <summary>
/// One progress bar for all items, with bytes, rate, and time left, and a child bar for each of the first few items in progress. It reads
/// the state of the transfers from the pipeline thread a few times a second; they never call it.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private readonly ProgressLines _lines;
    private readonly List<TransferProgress> _items = new();
    private long _finishedBytes;
    private long _expectedBytes;
    private int _finishedItems;
    private int _expectedItems;
    private bool _hasUnknownSize;

    /// <summary>Creates a bar, which appears only if the work takes more than a moment.</summary>
    public ProgressBar(IStreams streams, string activity)
    {
        _lines = new ProgressLines(streams, activity);
    }

    /// <summary>Adds an item.</summary>
    public void Expect(TransferProgress item)
    {
        _items.Add(item);
        _expectedItems++;
        _expectedBytes += item.Total ?? 0;
        _hasUnknownSize |= item.Total is null;
    }

    /// <summary>Counts an item as done, with any outcome.</summary>
    public void Finish(TransferProgress item)
    {
        _items.Remove(item);
        _finishedItems++;
        _finishedBytes += item.Bytes;
        Update();
    }

    /// <summary>Updates the bar, if an update is due.</summary>
    public void Update()
    {
        if (!_lines.IsDue)
        {
            return;
        }

        WriteWhole();
        var shown = _expectedItems > 1 ? _items.Where(item => item.HasStarted).Take(ProgressLines.ChildLimit) : [];
        _lines.WriteChildren(shown.Select(item => (item.Name, StatusOf(item), PercentOf(item.Bytes, item.Total), (int?)null)).ToList());
    }

    /// <summary>Removes the bar.</summary>
    public void Dispose() => _lines.Dispose();

    private void WriteWhole()
    {
        var bytes = _finishedBytes + _items.Sum(item => item.Bytes);
        var rate = bytes / Math.Max(_lines.Elapsed.TotalSeconds, 0.001);
        if (_hasUnknownSize || _expectedBytes == 0)
        {
            _lines.Write(StatusOf(bytes, rate), PercentOf(_finishedItems, _expectedItems), secondsLeft: null);
            return;
        }

        int? left = rate > 0 ? (int)Math.Min(int.MaxValue, Math.Max(0, _expectedBytes - bytes) / rate) : null;
        _lines.Write(StatusOf(bytes, rate), PercentOf(bytes, _expectedBytes), left);
    }

    private string StatusOf(long bytes, double rate)
    {
        var items = _expectedItems > 1 ? $"{_finishedItems} of {_expectedItems}, " : string.Empty;
        var whole = _hasUnknownSize ? string.Empty : $" of {ByteSize.Format(_expectedBytes)}";
        return _expectedBytes == 0 && !_hasUnknownSize
            ? $"{_finishedItems} of {_expectedItems}"
            : $"{items}{ByteSize.Format(bytes)}{whole}, {ByteSize.Format((long)rate)}/s";
    }

    private static string StatusOf(TransferProgress item) =>
        item.Total is { } total ? $"{ByteSize.Format(item.Bytes)} of {ByteSize.Format(total)}" : ByteSize.Format(item.Bytes);

    private static int? PercentOf(long done, long? whole) => whole is > 0 ? (int)Math.Min(100, 100 * done / whole.Value) : null;
}
