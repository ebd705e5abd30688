using IkomiaScale.Emulator.Data;

namespace IkomiaScale.Emulator.Storage;

/// <summary>The objects of the storage. A change is one transaction, after which unused files are deleted.</summary>
internal sealed class ObjectStore(Database database, BlobStore blobs, PageStarts pageStarts, EmulatorOptions options)
{
    /// <summary>The current time in whole milliseconds, as the database stores it, so that an object always shows the same date.</summary>
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(options.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Finds an object. An expired temporary object is not found, even before it is deleted.</summary>
    public async Task<StoredObject?> FindAsync(string uid, CancellationToken cancellation)
    {
        var stored = await database.ReadAsync(connection => ObjectRows.ByUid(connection, uid), cancellation);
        return stored?.ExpiresAt <= Now ? null : stored;
    }

    public Task<StoredObject?> FindByPathAsync(string path, CancellationToken cancellation) =>
        database.ReadAsync(connection => ObjectRows.ByPath(connection, path), cancellation);

    /// <summary>Saves an object. Its content is already on disk, so a row never refers to a missing file.</summary>
    public async Task<SaveResult> SaveAsync(
        string path, bool overwrite, ReceivedBlob received, bool isArchive, string contentType, CancellationToken cancellation)
    {
        var content = new StoredContent(received.Id, isArchive, contentType, received.Sha256, received.Size);
        var result = await SaveAsync(path, overwrite, _ => content, cancellation);
        if (result.Object is not null)
        {
            received.Keep();
        }

        return result;
    }

    public Task<SaveResult> CopyAsync(string sourceUid, string path, bool overwrite, CancellationToken cancellation) =>
        SaveAsync(path, overwrite, connection => Source(connection, sourceUid), cancellation);

    public async Task<int> DeleteAsync(string path, bool exact, CancellationToken cancellation)
    {
        var deleted = 0;
        await ChangeAsync(
            connection =>
            {
                var released = exact ? ObjectRows.DeletePath(connection, path) : ObjectRows.DeletePrefix(connection, path);
                deleted = released.Count;
                return released;
            },
            cancellation);
        return deleted;
    }

    public Task DeleteExpiredAsync(CancellationToken cancellation) =>
        ChangeAsync(connection => ObjectRows.DeleteExpired(connection, Now), cancellation);

    private StoredContent? Source(DatabaseConnection connection, string uid)
    {
        var source = ObjectRows.ByUid(connection, uid);
        return source is null || source.ExpiresAt <= Now ? null : source.Content;
    }

    private async Task<SaveResult> SaveAsync(
        string path, bool overwrite, Func<DatabaseConnection, StoredContent?> contentOf, CancellationToken cancellation)
    {
        var result = new SaveResult(SaveOutcome.SourceMissing);
        await ChangeAsync(
            connection =>
            {
                var existing = path.Length == 0 ? null : ObjectRows.ByPath(connection, path);
                var content = contentOf(connection);
                if (content is null || (existing is not null && !overwrite))
                {
                    result = new SaveResult(content is null ? SaveOutcome.SourceMissing : SaveOutcome.PathTaken);
                    return [];
                }

                result = existing is null ? Insert(connection, path, content) : Replace(connection, existing, content);
                return existing is null ? [] : [existing.Content.Blob];
            },
            cancellation);
        return result;
    }

    private SaveResult Insert(DatabaseConnection connection, string path, StoredContent content)
    {
        var now = Now;
        var stored = path.Length == 0
            ? new StoredObject(NewUid(), null, content, now, now + options.TemporaryLifetime)
            : new StoredObject(NewUid(), path, content, now, null);
        ObjectRows.Insert(connection, stored);
        return new SaveResult(SaveOutcome.Created, stored);
    }

    /// <summary>An overwritten object keeps its uid, so that links to it stay valid.</summary>
    private SaveResult Replace(DatabaseConnection connection, StoredObject existing, StoredContent content)
    {
        var stored = existing with { Content = content, CreatedAt = Now };
        ObjectRows.Update(connection, stored);
        return new SaveResult(SaveOutcome.Replaced, stored);
    }

    /// <summary>Runs a change that returns the blobs of its former objects, and deletes those that no other object shares.</summary>
    private async Task ChangeAsync(Func<DatabaseConnection, List<string>> change, CancellationToken cancellation)
    {
        var unused = await database.WriteAsync(
            connection => change(connection).Distinct().Where(blob => !ObjectRows.IsBlobUsed(connection, blob)).ToList(),
            cancellation);
        pageStarts.Invalidate();
        unused.ForEach(blobs.Delete);
    }

    private static string NewUid() => Guid.NewGuid().ToString();
}
