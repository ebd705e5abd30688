using System.Management.Automation;

namespace IkomiaScale.Administration;

/// <summary>Counts what a cmdlet finds, for <c>-First</c> and <c>-Skip</c>: so that nothing is asked for that is not given out.</summary>
internal sealed class OutputPage(PagingParameters paging)
{
    private readonly ulong _end = paging.First > ulong.MaxValue - paging.Skip ? ulong.MaxValue : paging.Skip + paging.First;
    private ulong _found;

    /// <summary>Whether no more is wanted.</summary>
    public bool IsFull => _found >= _end;

    /// <summary>Gives out what is wanted of the items, and ends with the last that is.</summary>
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
