using IkomiaScale.Emulator.Data;

namespace IkomiaScale.Emulator.Storage;

/// <summary>Finds one page of objects, ordered by path and then by uid.</summary>
internal sealed class ObjectListing(Database database, PageStarts pageStarts, EmulatorOptions options)
{
    public Task<ObjectPage> FindAsync(ObjectQuery query, int page, CancellationToken cancellation)
    {
        var version = pageStarts.Version;
        return database.ReadAsync(connection => Find(connection, query, page, version), cancellation);
    }

    private ObjectPage Find(DatabaseConnection connection, ObjectQuery query, int page, long version)
    {
        if (query.Uid is not null)
        {
            return Single(ObjectRows.ByUid(connection, query.Uid), query, page);
        }

        if (query.Exact)
        {
            return Single(query.Path.Length == 0 ? null : ObjectRows.ByPath(connection, query.Path), query, page);
        }

        return query.Sha256 is null
            ? ByPrefix(connection, query.Path, page, version)
            : Page(ObjectRows.BySha256(connection, query.Sha256, query.Path, Offset(page), options.PageSize + 1));
    }

    private ObjectPage ByPrefix(DatabaseConnection connection, string prefix, int page, long version)
    {
        var start = page == 1
            ? prefix
            : pageStarts.Find(prefix, page, version) ?? ObjectRows.PathAt(connection, prefix, Offset(page));
        if (start is null)
        {
            return new ObjectPage([], HasNext: false);
        }

        var rows = ObjectRows.FromPath(connection, start, prefix, options.PageSize + 1);
        if (rows.Count > options.PageSize)
        {
            pageStarts.Remember(prefix, page + 1, rows[^1].Path!, version);
        }

        return Page(rows);
    }

    private ObjectPage Single(StoredObject? stored, ObjectQuery query, int page)
    {
        var found = page == 1 && stored is not null && query.Matches(stored) && !(stored.ExpiresAt <= options.Clock.GetUtcNow());
        return new ObjectPage(found ? [stored!] : [], HasNext: false);
    }

    /// <summary>Returns a page. The query asked for one row more than a page holds; if it exists, there is a next page.</summary>
    private ObjectPage Page(List<StoredObject> rows) =>
        new(rows.Take(options.PageSize).ToList(), HasNext: rows.Count > options.PageSize);

    private long Offset(int page) => (page - 1L) * options.PageSize;
}
