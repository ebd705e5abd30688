using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Wire;

namespace IkomiaScale.Sync.Hashing;

/// <summary>
/// Reads a file as one unchanged content: if it changes meanwhile, the last part is not returned, so that a mixture of two
/// contents never gets a final name.
/// </summary>
internal sealed class WatchedFile : OneWayStream
{
    private readonly FileHasher _hasher;
    private readonly string _path;
    private readonly FileStamp _stamp;
    private readonly FileStream _content;
    private long _position;

    /// <summary>Opens a file.</summary>
    /// <param name="hasher">Reads size and times of the file.</param>
    /// <param name="path">The full path.</param>
    /// <param name="stamp">The size and times that the file must keep.</param>
    public WatchedFile(FileHasher hasher, string path, FileStamp stamp)
    {
        _hasher = hasher;
        _path = path;
        _stamp = stamp;
        _content = LocalFile.OpenRead(path);
    }

    public override bool CanRead => true;

    public override int Read(byte[] buffer, int offset, int count) => Check(_content.Read(buffer, offset, count));

    // A small file is read faster than another thread could start.
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Check(_stamp.Size <= count
            ? _content.Read(buffer, offset, count)
            : await _content.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Check(int read)
    {
        _position += read;
        return (read > 0 && _position < _stamp.Size) || _hasher.StampOf(_path) == _stamp ? read : throw FileHasher.Changed(_path);
    }
}
