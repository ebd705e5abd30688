using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>
/// Finds entries of the target with a content that is needed at another path. An entry that would be deleted is the best
/// source: then the content has moved. An entry that is going to be replaced is a source only for new paths, which are
/// written first.
/// </summary>
internal sealed class CopySources
{
    private readonly Dictionary<Sha256Value, Source> _sources = new();

    /// <summary>Records that a content is needed.</summary>
    public void Want(Sha256Value sha256)
    {
        if (sha256.IsKnown && !_sources.ContainsKey(sha256))
        {
            _sources.Add(sha256, new Source());
        }
    }

    /// <summary>Offers an entry of the target as a source.</summary>
    /// <param name="sha256">Its content.</param>
    /// <param name="place">Its place.</param>
    /// <param name="isExtra">Whether it would be deleted.</param>
    /// <param name="isReplaced">Whether it is going to be replaced.</param>
    public void Offer(Sha256Value sha256, int place, bool isExtra, bool isReplaced)
    {
        if (!_sources.TryGetValue(sha256, out var source))
        {
            return;
        }

        if (isExtra)
        {
            source.Extras.Enqueue(place);
        }
        else if (isReplaced)
        {
            source.Replaced = source.Replaced < 0 ? place : source.Replaced;
        }
        else
        {
            source.Kept = source.Kept < 0 ? place : source.Kept;
        }
    }

    /// <summary>Takes a source for a content.</summary>
    /// <param name="sha256">The content.</param>
    /// <param name="isNew">Whether the destination does not exist yet.</param>
    /// <param name="moves">Whether the source would be deleted and was not taken before.</param>
    /// <returns>The place of the source; -1 for none.</returns>
    public int Take(Sha256Value sha256, bool isNew, out bool moves)
    {
        moves = false;
        if (!sha256.IsKnown || !_sources.TryGetValue(sha256, out var source))
        {
            return -1;
        }

        if (source.Extras.Count > 0)
        {
            moves = true;
            return source.Kept = source.Extras.Dequeue();
        }

        return source.Kept >= 0 ? source.Kept : isNew ? source.Replaced : -1;
    }

    private sealed class Source
    {
        public Queue<int> Extras { get; } = new();

        public int Kept { get; set; } = -1;

        public int Replaced { get; set; } = -1;
    }
}
