namespace IkomiaScale.Deployments.Batches;

/// <summary>How the inputs of a batch ended, so far.</summary>
internal sealed class BatchCounts
{
    private readonly long[] _counts = new long[Enum.GetValues(typeof(BatchEnd)).Length];

    /// <summary>How many ended so.</summary>
    public long this[BatchEnd end] => Interlocked.Read(ref _counts[(int)end]);

    /// <summary>Counts one.</summary>
    public void Add(BatchEnd end) => Interlocked.Increment(ref _counts[(int)end]);

    /// <summary>All in one line.</summary>
    public override string ToString()
    {
        var words = new List<string>
        {
            FormattableString.Invariant($"{this[BatchEnd.Ran]} run"),
            FormattableString.Invariant($"{this[BatchEnd.Recalled]} recalled"),
            FormattableString.Invariant($"{this[BatchEnd.Failed]} failed"),
            FormattableString.Invariant($"{this[BatchEnd.InDoubt]} in doubt"),
            FormattableString.Invariant($"{this[BatchEnd.Lost]} lost"),
        };
        AddIfAny(BatchEnd.Open, "still under way");
        AddIfAny(BatchEnd.NotBegun, "not begun");
        AddIfAny(BatchEnd.Elsewhere, "of other shards");
        return string.Join(", ", words) + ".";

        void AddIfAny(BatchEnd end, string what)
        {
            if (this[end] > 0)
            {
                words.Add(FormattableString.Invariant($"{this[end]} {what}"));
            }
        }
    }
}
