namespace IkomiaScale.Emulator.Storage;

/// <summary>A content that was received completely. Dispose deletes it unless <see cref="Keep"/> was called.</summary>
internal sealed class ReceivedBlob(BlobStore blobs, string id, long size, string sha256) : IDisposable
{
    private bool _isKept;

    public string Id { get; } = id;

    public long Size { get; } = size;

    public string Sha256 { get; } = sha256;

    /// <summary>Keeps the content, because an object refers to it now.</summary>
    public void Keep() => _isKept = true;

    public void Dispose()
    {
        if (!_isKept && Size > 0)
        {
            blobs.Delete(Id);
        }
    }
}
