using System.Collections.Concurrent;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync;

/// <summary>
/// Finds objects anywhere in the project that already have a content to upload. A project that is small compared with the
/// upload is listed once. In a larger project, each content is requested by its sha256.
/// </summary>
/// <param name="storage">The storage.</param>
internal sealed class ProjectContents(IStorageClient storage)
{
    /// <summary>
    /// The number of objects to list for each file to upload: a page of a listing costs as much as one request by sha256.
    /// </summary>
    private const int ListedForEach = 10;

    private const int ListedAtLeast = 1000;

    private readonly ConcurrentDictionary<Sha256Value, IkStorageObject> _found = new();
    private readonly HashSet<long> _sizes = new();
    private bool _isComplete;

    /// <summary>The objects that were found, by content.</summary>
    public IReadOnlyDictionary<Sha256Value, IkStorageObject> Found => _found;

    /// <summary>Lists the project as far as that pays off.</summary>
    /// <param name="sizes">The sizes of the files to upload.</param>
    /// <param name="count">The number of the files to upload.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task ListAsync(HashSet<long> sizes, int count, CancellationToken cancellationToken)
    {
        var left = Math.Max(ListedAtLeast, (long)count * ListedForEach);
        await foreach (var item in storage.ListAsync(string.Empty, cancellationToken).ConfigureAwait(false))
        {
            if (left-- == 0)
            {
                return;
            }

            if (item is { Size: { } size, Path: not null } && sizes.Contains(size) && Sha256Value.Parse(item.Sha256) is { IsKnown: true } sha256)
            {
                _sizes.Add(size);
                _found.TryAdd(sha256, item);
            }
        }

        _isComplete = true;
    }

    /// <summary>Whether the project may have a content of this size, so that its hash is needed.</summary>
    public bool MayHave(long size) => !_isComplete || _sizes.Contains(size);

    /// <summary>Requests a content, unless all contents are already known.</summary>
    public async Task AskAsync(Sha256Value sha256, CancellationToken cancellationToken)
    {
        if (_isComplete || !sha256.IsKnown || _found.ContainsKey(sha256))
        {
            return;
        }

        await foreach (var item in storage.ListBySha256Async(sha256.ToHex()!, cancellationToken).ConfigureAwait(false))
        {
            // A temporary object may be deleted before it is copied.
            if (item.Path is not null && Sha256Value.Parse(item.Sha256).Equals(sha256))
            {
                _found.TryAdd(sha256, item);
                return;
            }
        }
    }
}
