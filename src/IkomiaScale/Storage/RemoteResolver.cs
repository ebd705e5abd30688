using System.Management.Automation;
using IkomiaScale.Abstractions;

namespace IkomiaScale.Storage;

/// <summary>Finds the stored objects that paths, uids, hashes and pipeline objects name. Only on the pipeline thread.</summary>
internal sealed class RemoteResolver
{
    private readonly CancellableCmdlet _cmdlet;
    private readonly IStorageClient _storage;
    private readonly CancellationToken _stop;

    public RemoteResolver(CancellableCmdlet cmdlet, IStorageClient storage, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _storage = storage;
        _stop = stop;
    }

    /// <summary>What to say to someone who named a directory where that is not enough.</summary>
    public string DirectoryHint { get; init; } = "Name the objects in it, or use wildcards.";

    /// <summary>The objects that a path with wildcards names; none is fine.</summary>
    /// <param name="path">The path, wildcards escaped with a backtick.</param>
    /// <param name="directories">Whether a directory stands for all below it.</param>
    public IEnumerable<IkStorageObject> ByPath(string path, bool directories)
    {
        if (!RemotePattern.HasWildcards(path))
        {
            return ByLiteralPath(RemotePattern.Unescape(path), directories);
        }

        var pattern = RemotePattern.Parse(path);
        return _cmdlet.Enumerate(_storage.ListAsync(pattern.Directory, _stop)).Where(item => pattern.IsMatch(item.Path!, directories));
    }

    /// <summary>The objects that a literal path names.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there are none.</exception>
    public IEnumerable<IkStorageObject> ByLiteralPath(string path, bool directories) => directories ? Below(path) : [Exactly(path)];

    /// <summary>The object of exactly this path.</summary>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.ObjectNotFound"/>, or <see cref="ScaleErrorId.InvalidPath"/> where it is a directory.
    /// </exception>
    public IkStorageObject Exactly(string path)
    {
        var isObject = !path.EndsWith("/", StringComparison.Ordinal);
        if (isObject && _cmdlet.WaitFor(_storage.FindAsync(path, _stop)) is { } item)
        {
            return item;
        }

        throw _cmdlet.Enumerate(_storage.ListAsync(path, _stop)).Any()
            ? new ScaleException(ScaleErrorId.InvalidPath, $"'{path}' is a directory. {DirectoryHint}") { Target = path }
            : NotFound(path);
    }

    /// <summary>The object of this uid.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>.</exception>
    public IkStorageObject ByUid(string uid) =>
        _cmdlet.WaitFor(_storage.FindByUidAsync(uid, _stop))
        ?? throw new ScaleException(
            ScaleErrorId.ObjectNotFound, $"There is no object with uid '{uid}'. A temporary object is gone after about an hour.") { Target = uid };

    /// <summary>The objects of this hash.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there are none.</exception>
    public IEnumerable<IkStorageObject> BySha256(string sha256)
    {
        var found = false;
        foreach (var item in _cmdlet.Enumerate(_storage.ListBySha256Async(sha256.ToLowerInvariant(), _stop)))
        {
            found = true;
            yield return item;
        }

        if (!found)
        {
            throw new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no object with the sha256 {sha256}.") { Target = sha256 };
        }
    }

    /// <summary>The objects that something from the pipeline names. An object that is one already is not looked up again.</summary>
    public IEnumerable<IkStorageObject> ByInput(PSObject input, bool directories) =>
        StorageInput.Read(input).SelectMany(source => source switch
        {
            { Object: { } item } => [item],
            { Pattern: { } pattern } => ByPath(pattern, directories),
            { Uid: { } uid } => [source.RelativePath is { } relative ? ByUid(uid).WithRelativePath(relative) : ByUid(uid)],
            { Sha256: { } sha256 } => BySha256(sha256),
            _ => [Exactly(source.Path!)],
        });

    private IEnumerable<IkStorageObject> Below(string path)
    {
        var found = false;
        foreach (var item in _cmdlet.Enumerate(_storage.ListAsync(path, _stop)))
        {
            found = true;
            yield return item;
        }

        // An empty project is not a name that matches nothing.
        if (!found && StoragePath.NormalizeDirectory(path).Length > 0)
        {
            throw NotFound(path);
        }
    }

    private static ScaleException NotFound(string path) =>
        new(ScaleErrorId.ObjectNotFound, $"There is no object '{path}'. See what there is with Get-IkStorageObject; names are case-sensitive.") { Target = path };
}
