using System.Management.Automation;
using IkomiaScale.Storage;

namespace IkomiaScale.Abstractions;

/// <summary>An <see cref="ObjectResolver"/> for a cmdlet: it waits on the pipeline thread, and accepts objects from the pipeline.</summary>
internal sealed class RemoteResolver
{
    private readonly CancellableCmdlet _cmdlet;
    private readonly ObjectResolver _objects;
    private readonly CancellationToken _stop;

    public RemoteResolver(CancellableCmdlet cmdlet, ObjectResolver objects, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _objects = objects;
        _stop = stop;
    }

    /// <summary>The objects that match a path with wildcards; no match is no error.</summary>
    public IEnumerable<IkStorageObject> ByPath(string path, bool directories) => _cmdlet.Enumerate(_objects.ByPathAsync(path, directories, _stop));

    /// <summary>The objects that a literal path names.</summary>
    public IEnumerable<IkStorageObject> ByLiteralPath(string path, bool directories) =>
        _cmdlet.Enumerate(_objects.ByLiteralPathAsync(path, directories, _stop));

    /// <summary>The object with exactly this path.</summary>
    public IkStorageObject Exactly(string path) => _cmdlet.WaitFor(_objects.ExactlyAsync(path, _stop));

    /// <summary>The object with this uid.</summary>
    public IkStorageObject ByUid(string uid) => _cmdlet.WaitFor(_objects.ByUidAsync(uid, _stop));

    /// <summary>The objects with this checksum.</summary>
    public IEnumerable<IkStorageObject> BySha256(string sha256) => _cmdlet.Enumerate(_objects.BySha256Async(sha256, _stop));

    /// <summary>The objects that something from the pipeline names. An object that is already an <see cref="IkStorageObject"/> causes no request.</summary>
    public IEnumerable<IkStorageObject> ByInput(PSObject input, bool directories) =>
        StorageInput.Read(input).SelectMany(source => source switch
        {
            { Object: { } item } => [item],
            { Directory: { } directory } => ByLiteralPath(directory + "/", directories),
            { Pattern: { } pattern } => ByPath(pattern, directories),
            { Uid: { } uid } => [source.RelativePath is { } relative ? ByUid(uid).WithRelativePath(relative) : ByUid(uid)],
            { Sha256: { } sha256 } => BySha256(sha256),
            _ => [Exactly(source.Path!)],
        });
}
