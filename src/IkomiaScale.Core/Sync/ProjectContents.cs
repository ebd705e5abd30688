using System.Collections.Concurrent;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync;

/// <summary>
/// Finds what the project has already of the contents that are to be sent, wherever in it. A project that is small beside
/// what is sent is listed once; in a larger one each content is asked for by its hash.
/// </summary>
/// <param name="storage">The storage.</param>
internal sealed class ProjectContents(IStorageClient storage)
{
    /// <summary>How many objects are listed for each file that is to be sent: a page of a listing costs as much as one question.</summary>
    private const int ListedForEach = 10;

    private const int ListedAtLeast = 1000;

    private readonly ConcurrentDictionary<Sha256Value, IkStorageObject> _found = new();
    private readonly HashSet<long> _sizes = new();
    private bool _isComplete;

    /// <summary>What was found.</summary>
    public IReadOnlyDictionary<Sha256Value, IkStorageObject> Found => _found;

    /// <summary>Lists the project as far as that pays.</summary>
    /// <param name="sizes">The sizes of the files that are to be sent.</param>
    /// <param name="count">How many these are.</param>
    /// <param name="cancellationToken">Ends it.</param>
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

    /// <summary>Whether a content of this size may be there, so that its hash has to be known.</summary>
    public bool MayHave(long size) => !_isComplete || _sizes.Contains(size);

    /// <summary>Asks for a content, unless all that is there is known already.</summary>
    public async Task AskAsync(Sha256Value sha256, CancellationToken cancellationToken)
    {
        if (_isComplete || !sha256.IsKnown || _found.ContainsKey(sha256))
        {
            return;
        }

        await foreach (var item in storage.ListBySha256Async(sha256.ToHex()!, cancellationToken).ConfigureAwait(false))
        {
            // One without a path is gone in an hour, perhaps before it is copied.
            if (item.Path is not null && Sha256Value.Parse(item.Sha256).Equals(sha256))
            {
                _found.TryAdd(sha256, item);
                return;
            }
        }
    }
}
