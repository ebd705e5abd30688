using System.Runtime.CompilerServices;
using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>Finds the objects that paths, uids and hashes name. A name without an object is an error.</summary>
public sealed class ObjectResolver
{
    private readonly IStorageClient _storage;

    /// <summary>Creates a resolver.</summary>
    /// <param name="storage">The storage.</param>
    public ObjectResolver(IStorageClient storage)
    {
        _storage = storage;
    }

    /// <summary>The advice in the error for a directory where an object is needed.</summary>
    public string DirectoryHint { get; init; } = "Name the objects in it, or use wildcards.";

    /// <summary>Returns the objects that a path with wildcards names. A pattern may match nothing.</summary>
    /// <param name="path">The path; a backtick escapes wildcards.</param>
    /// <param name="directories">Whether a directory stands for all objects below it.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/> for a path without wildcards;
    /// <see cref="ScaleErrorId.InvalidPath"/>.</exception>
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

    /// <summary>Returns the objects that a literal path names.</summary>
    /// <param name="path">The path.</param>
    /// <param name="directories">Whether a directory stands for all objects below it.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
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
        string? similar = null;
        await foreach (var item in ListAsync(path, outside => similar ??= outside, cancellationToken).ConfigureAwait(false))
        {
            found = true;
            yield return item;
        }

        // An empty project is not an error.
        if (!found && StoragePath.NormalizeDirectory(path).Length > 0)
        {
            throw NotFound(path, similar);
        }
    }

    /// <summary>Returns the object with exactly this path.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>, or <see cref="ScaleErrorId.InvalidPath"/>
    /// for a directory.</exception>
    public async Task<IkStorageObject> ExactlyAsync(string path, CancellationToken cancellationToken = default)
    {
        var isObject = !path.EndsWith("/", StringComparison.Ordinal);
        if (isObject && await _storage.FindAsync(path, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        string? similar = null;
        await foreach (var _ in ListAsync(path, outside => similar ??= outside, cancellationToken).ConfigureAwait(false))
        {
            throw new ScaleException(ScaleErrorId.InvalidPath, $"'{path}' is a directory. {DirectoryHint}") { Target = path };
        }

        throw NotFound(path, similar);
    }

    /// <summary>Returns the object with this uid.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there is none.</exception>
    public async Task<IkStorageObject> ByUidAsync(string uid, CancellationToken cancellationToken = default) =>
        await _storage.FindByUidAsync(uid, cancellationToken).ConfigureAwait(false)
        ?? throw new ScaleException(
            ScaleErrorId.ObjectNotFound, $"There is no object with uid '{uid}'. The service deletes a temporary object after about one hour: upload it again.") { Target = uid };

    /// <summary>Returns the objects with this sha256.</summary>
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
            throw new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no object with the sha256 {sha256}. To list the existing ones, run: Get-IkStorageObject | Select-Object Path, Sha256") { Target = sha256 };
        }
    }

    // The service also returns the objects whose path only starts with the same letters, so a suggestion costs no request.
    private IAsyncEnumerable<IkStorageObject> ListAsync(string path, Action<string> outside, CancellationToken cancellationToken) =>
        _storage is StorageClient client ? client.ListAsync(path, outside, cancellationToken) : _storage.ListAsync(path, cancellationToken);

    private static ScaleException NotFound(string path, string? similar) => new(
        ScaleErrorId.ObjectNotFound,
        $"There is no object '{path}'.{(similar is null ? string.Empty : $" Did you mean '{Printable.OneLine(similar, 300)}'?")} " +
        "Names are case-sensitive. To list the objects, run: Get-IkStorageObject")
    {
        Target = path,
    };
}
