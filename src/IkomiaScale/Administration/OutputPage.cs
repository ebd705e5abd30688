using System.Management.Automation;

namespace IkomiaScale.Administration;

/// <summary>Counts what a cmdlet finds, for <c>-First</c> and <c>-Skip</c>, so that the cmdlet requests no page that it doesn't return.</summary>
internal sealed class OutputPage(PagingParameters paging)
{
    private readonly ulong _end = paging.First > ulong.MaxValue - paging.Skip ? ulong.MaxValue : paging.Skip + paging.First;
    private ulong _found;

    /// <summary>Whether <c>-First</c> is reached.</summary>
    public bool IsFull => _found >= _end;

    /// <summary>Writes the items that <c>-First</c> and <c>-Skip</c> select, and stops after the last of them.</summary>
    public void Write(IEnumerable<object> items, Action<object> write)
    {
        if (IsFull)
        {
            return;
        }

        foreach (var item in items)
        {
            if (_found++ >= paging.Skip)
            {
                write(item);
            }

            if (IsFull)
            {
                return;
            }
        }
    }
}
