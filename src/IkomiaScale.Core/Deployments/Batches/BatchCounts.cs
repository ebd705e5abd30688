namespace IkomiaScale.Deployments.Batches;

/// <summary>The numbers of inputs of a batch by how they ended.</summary>
internal sealed class BatchCounts
{
    private readonly long[] _counts = new long[Enum.GetValues(typeof(BatchEnd)).Length];

    public long this[BatchEnd end] => Interlocked.Read(ref _counts[(int)end]);

    public void Add(BatchEnd end) => Interlocked.Increment(ref _counts[(int)end]);

    /// <summary>Returns all numbers in one line.</summary>
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
        AddIfAny(BatchEnd.Open, "still running");
        AddIfAny(BatchEnd.NotBegun, "not started");
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
