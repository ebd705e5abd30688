using IkomiaScale.Reports.Model;
using IkomiaScale.Reports.Shapes;

namespace IkomiaScale.Reports.Html;

/// <summary>What all runs of a report come to.</summary>
internal sealed class ReportTotals
{
    /// <summary>How many bars the histogram of confidence has.</summary>
    public const int Bins = 20;

    private readonly List<float> _seconds = [];
    private readonly int[] _bins = new int[Bins];
    private readonly HashSet<ShapeKind> _kinds = [];

    public int Runs { get; private set; }

    public int Failed { get; private set; }

    public int Pictures { get; private set; }

    public int Objects { get; private set; }

    /// <summary>How many things have a confidence from each twentieth to the next.</summary>
    public IReadOnlyList<int> Confidence => _bins;

    /// <summary>The duration that half of the runs kept to; null where none is known.</summary>
    public TimeSpan? MedianDuration
    {
        get
        {
            _seconds.Sort();
            return _seconds.Count == 0 ? null : TimeSpan.FromSeconds(_seconds[_seconds.Count / 2]);
        }
    }

    /// <summary>All durations together; null where none is known.</summary>
    public TimeSpan? TotalDuration => _seconds.Count == 0 ? null : TimeSpan.FromSeconds(_seconds.Sum(value => (double)value));

    /// <summary>What kinds of things were drawn.</summary>
    public IReadOnlyCollection<ShapeKind> Kinds => _kinds;

    /// <summary>Counts a run.</summary>
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
