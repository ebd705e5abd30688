namespace IkomiaScale.Administration;

/// <summary>What lists are asked for.</summary>
internal static class Enumerations
{
    /// <summary>The first item that fits; null where there is none.</summary>
    public static async Task<T?> FirstOrNoneAsync<T>(this IAsyncEnumerable<T> items, Func<T, bool> fits, CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (fits(item))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>All items.</summary>
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }
}
