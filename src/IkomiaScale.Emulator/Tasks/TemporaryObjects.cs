using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Writes outputs of tasks to the storage as temporary objects.</summary>
internal sealed class TemporaryObjects(ObjectStore objects, BlobStore blobs)
{
    public async Task<StoredObject> CreateAsync(Stream content, string contentType, CancellationToken cancellation)
    {
        using var received = await blobs.ReceiveAsync(content, cancellation);
        var result = await objects.SaveAsync("", overwrite: false, received, isArchive: false, contentType, cancellation);
        return result.Object!;
    }

    public async Task<StoredObject> CopyAsync(StoredObject source, CancellationToken cancellation)
    {
        var result = await objects.CopyAsync(source.Uid, "", overwrite: false, cancellation);
        return result.Object ?? throw new WorkflowFailedException($"The output cannot be stored: the object '{source.Uid}' no longer exists.");
    }
}
