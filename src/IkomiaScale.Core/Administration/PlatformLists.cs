using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// Tracks the lists that are being read through a client. Before the client changes something, they are read to their ends,
/// so that changes by a pipeline do not affect the lists that it reads.
/// </summary>
internal sealed class PlatformLists(PlatformChannel channel)
{
    private readonly List<IOpenList> _open = [];

    /// <summary>Lists items page by page.</summary>
    public async IAsyncEnumerable<T> WalkAsync<T>(
        Uri url, string subject, Func<JToken, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var list = new OpenList<T>(channel, url, subject, read, cancellationToken);
        lock (_open)
        {
            _open.Add(list);
        }

        try
        {
            while (await list.TakeAsync().ConfigureAwait(false) is { } item)
            {
                yield return item;
            }
        }
        finally
        {
            lock (_open)
            {
                _open.Remove(list);
            }
        }
    }

    /// <summary>Reads all open lists to their ends.</summary>
    public async Task BeforeChangeAsync(CancellationToken cancellationToken)
    {
        IOpenList[] open;
        lock (_open)
        {
            open = [.. _open];
        }

        foreach (var list in open)
        {
            await list.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
