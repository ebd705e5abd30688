using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Wire;

namespace IkomiaScale.Sync.Hashing;

/// <summary>
/// A file that is read as one whole: if it changes meanwhile, its last part is never given, so that what is sent or copied is
/// never a mixture of two contents under a final name.
/// </summary>
internal sealed class WatchedFile : OneWayStream
{
    private readonly FileHasher _hasher;
    private readonly string _path;
    private readonly FileStamp _stamp;
    private readonly FileStream _content;
    private long _position;

    /// <summary>Opens a file.</summary>
    /// <param name="hasher">Tells how files are.</param>
    /// <param name="path">The full path.</param>
    /// <param name="stamp">How the file was, and has to stay.</param>
    public WatchedFile(FileHasher hasher, string path, FileStamp stamp)
    {
        _hasher = hasher;
        _path = path;
        _stamp = stamp;
        _content = LocalFile.OpenRead(path);
    }

    public override bool CanRead => true;

    public override int Read(byte[] buffer, int offset, int count) => Check(_content.Read(buffer, offset, count));

    // A small file is read sooner than another thread could start to.
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
