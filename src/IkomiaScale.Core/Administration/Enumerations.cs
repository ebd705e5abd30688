namespace IkomiaScale.Administration;

/// <summary>Operations on asynchronous lists.</summary>
internal static class Enumerations
{
    /// <summary>Returns the first item that fits; null if there is none.</summary>
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
