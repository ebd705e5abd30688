using IkomiaScale.Reports.Model;
using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Html;

/// <summary>The totals of all runs of a report.</summary>
internal sealed class ReportTotals
{
    /// <summary>The number of bars in the histogram of confidence.</summary>
    public const int Bins = 20;

    private readonly List<float> _seconds = [];
    private readonly int[] _bins = new int[Bins];
    private readonly HashSet<ShapeKind> _kinds = [];

    public int Runs { get; private set; }

    public int Failed { get; private set; }

    public int Pictures { get; private set; }

    public int Objects { get; private set; }

    /// <summary>The number of shapes by confidence, in steps of 0.05 from 0 to 1.</summary>
    public IReadOnlyList<int> Confidence => _bins;

    /// <summary>The median duration; null if no duration is known.</summary>
    public TimeSpan? MedianDuration
    {
        get
        {
            _seconds.Sort();
            return _seconds.Count == 0 ? null : TimeSpan.FromSeconds(_seconds[_seconds.Count / 2]);
        }
    }

    /// <summary>The sum of all durations; null if no duration is known.</summary>
    public TimeSpan? TotalDuration => _seconds.Count == 0 ? null : TimeSpan.FromSeconds(_seconds.Sum(value => (double)value));

    /// <summary>The kinds of shapes in the report.</summary>
    public IReadOnlyCollection<ShapeKind> Kinds => _kinds;

    public void Add(ReportRun run)
    {
        Runs++;
        Failed += run.IsFailed ? 1 : 0;
        Pictures += run.Pictures.Count;
        if (run.Duration is { } duration)
        {
            _seconds.Add((float)duration.TotalSeconds);
        }

        foreach (var shape in run.Pictures.SelectMany(picture => picture.Shapes))
        {
            Objects++;
            _kinds.Add(shape.Kind);
            if (shape.Score is { } score)
            {
                _bins[Math.Max(0, Math.Min(Bins - 1, (int)(score * Bins)))]++;
            }
        }
    }
}
