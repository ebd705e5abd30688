namespace IkomiaScale.Emulator.Storage;

/// <summary>Content that has been received completely but belongs to no object yet. Disposing it throws it away.</summary>
internal sealed class ReceivedBlob(string id, string file, long size, string sha256) : IDisposable
{
    public string Id { get; } = id;

    public string File { get; } = file;

    public long Size { get; } = size;

    public string Sha256 { get; } = sha256;

    public void Dispose() => System.IO.File.Delete(File);
}
