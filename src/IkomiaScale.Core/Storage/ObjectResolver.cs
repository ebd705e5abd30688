using System.Runtime.CompilerServices;

namespace IkomiaScale.Storage;

/// <summary>Finds the stored objects that paths, uids and hashes name. What names nothing is an error that says so.</summary>
public sealed class ObjectResolver
{
    private readonly IStorageClient _storage;

    /// <summary>Makes a resolver.</summary>
    /// <param name="storage">The storage.</param>
    public ObjectResolver(IStorageClient storage)
    {
        _storage = storage;
    }

    /// <summary>What to say to someone who named a directory where that is not enough.</summary>
    public string DirectoryHint { get; init; } = "Name the objects in it, or use wildcards.";

    /// <summary>The objects that a path with wildcards names; none is fine.</summary>
    /// <param name="path">The path, wildcards escaped with a backtick where they are meant as they are.</param>
    /// <param name="directories">Whether a directory stands for all below it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/> for a path without wildcards, <see cref="ScaleErrorId.InvalidPath"/>.</exception>
    public async IAsyncEnumerable<IkStorageObject> ByPathAsync(
        string path, bool directories, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!RemotePattern.HasWildcards(path))
        {
            await foreach (var item in ByLiteralPathAsync(RemotePattern.Unescape(path), directories, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }

            yield break;
        }

        var pattern = RemotePattern.Parse(path);
        await foreach (var item in _storage.ListAsync(pattern.Directory, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pattern.IsMatch(item.Path!, directories))
            {
                yield return item;
            }
        }
    }

    /// <summary>The objects that a literal path names.</summary>
    /// <param name="path">The path.</param>
    /// <param name="directories">Whether a directory stands for all below it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there are none.</exception>
    public async IAsyncEnumerable<IkStorageObject> ByLiteralPathAsync(
        string path, bool directories, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!directories)
        {
            yield return await ExactlyAsync(path, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        var found = false;
        await foreach (var item in _storage.ListAsync(path, cancellationToken).ConfigureAwait(false))
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

    /// <summary>The object of exactly this path.</summary>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.ObjectNotFound"/>, or <see cref="ScaleErrorId.InvalidPath"/> where it is a directory.
    /// </exception>
    public async Task<IkStorageObject> ExactlyAsync(string path, CancellationToken cancellationToken = default)
    {
        var isObject = !path.EndsWith("/", StringComparison.Ordinal);
        if (isObject && await _storage.FindAsync(path, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        await foreach (var _ in _storage.ListAsync(path, cancellationToken).ConfigureAwait(false))
        {
            throw new ScaleException(ScaleErrorId.InvalidPath, $"'{path}' is a directory. {DirectoryHint}") { Target = path };
        }

        throw NotFound(path);
    }

    /// <summary>The object of this uid.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>.</exception>
    public async Task<IkStorageObject> ByUidAsync(string uid, CancellationToken cancellationToken = default) =>
        await _storage.FindByUidAsync(uid, cancellationToken).ConfigureAwait(false)
        ?? throw new ScaleException(
            ScaleErrorId.ObjectNotFound, $"There is no object with uid '{uid}'. A temporary object is gone after about an hour.") { Target = uid };

    /// <summary>The objects of this hash.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there are none.</exception>
    public async IAsyncEnumerable<IkStorageObject> BySha256Async(string sha256, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var found = false;
        await foreach (var item in _storage.ListBySha256Async(sha256.ToLowerInvariant(), cancellationToken).ConfigureAwait(false))
        {
            found = true;
            yield return item;
        }

        if (!found)
        {
            throw new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no object with the sha256 {sha256}.") { Target = sha256 };
        }
    }

    private static ScaleException NotFound(string path) =>
        new(ScaleErrorId.ObjectNotFound, $"There is no object '{path}'. See what there is with Get-IkStorageObject; names are case-sensitive.") { Target = path };
}
