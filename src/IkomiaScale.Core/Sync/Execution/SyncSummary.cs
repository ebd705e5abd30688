using System.Globalization;

namespace IkomiaScale.Sync.Execution;

/// <summary>The numbers of a sync.</summary>
internal sealed class SyncSummary
{
    private readonly Dictionary<SyncAction, (long Count, long Bytes)> _done = new();

    /// <summary>The number of failed steps.</summary>
    public long Failed { get; private set; }

    /// <summary>The number of deletes that were not done because something before them failed.</summary>
    public long Withheld { get; set; }

    /// <summary>The number of paths that only the target has, if <c>-Delete</c> is not set.</summary>
    public long Extra { get; private set; }

    /// <summary>The number of paths with the same content on both sides.</summary>
    public long Unchanged { get; set; }

    public void Add(IkSyncItem item)
    {
        if (item.Action == SyncAction.Skip)
        {
            Failed += item.Reason is SyncReason.Conflict or SyncReason.Unreadable ? 1 : 0;
            Extra += item is { Reason: SyncReason.Extra, Error: null } ? 1 : 0;
        }
        else if (item.Error is not null)
        {
            Failed++;
        }
        else
        {
            _done.TryGetValue(item.Action, out var before);
            _done[item.Action] = (before.Count + 1, before.Bytes + (item.Size ?? 0));
        }
    }

    /// <summary>Returns the numbers on one line.</summary>
    /// <param name="isPlan">Whether nothing was done yet.</param>
    public string ToText(bool isPlan)
    {
        var parts = new List<string>
        {
            Part(SyncAction.Send, isPlan ? "to send" : "sent"),
            Part(SyncAction.Read, isPlan ? "to read" : "read"),
            Part(SyncAction.Copy, isPlan ? "to copy" : "copied"),
            Part(SyncAction.Delete, isPlan ? "to delete" : "deleted"),
            Count(Failed, isPlan ? "not possible" : "failed"),
            Count(Withheld, "deletes withheld"),
            Count(Extra, "only in the target, kept"),
            Count(Unchanged, "unchanged"),
        };
        parts.RemoveAll(part => part.Length == 0);
        return parts.Count == 0 ? "Both sides are empty." : string.Join(", ", parts) + ".";
    }

    private string Part(SyncAction action, string what) =>
        _done.TryGetValue(action, out var done) ? Count(done.Count, what) + $" ({ByteSize.Format(done.Bytes)})" : string.Empty;

    private static string Count(long count, string what) => count == 0 ? string.Empty : count.ToString("N0", CultureInfo.CurrentCulture) + " " + what;
}
