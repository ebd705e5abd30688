namespace IkomiaScale.Emulator.Storage;

/// <summary>Content that has been received completely. It belongs to no object until it is kept; disposing it before throws it away.</summary>
internal sealed class ReceivedBlob(BlobStore blobs, string id, long size, string sha256) : IDisposable
{
    private bool _isKept;

    public string Id { get; } = id;

    public long Size { get; } = size;

    public string Sha256 { get; } = sha256;

    /// <summary>Says that an object refers to it now.</summary>
    public void Keep() => _isKept = true;

    public void Dispose()
    {
        if (!_isKept && Size > 0)
        {
            blobs.Delete(Id);
        }
    }
}
