using System.Diagnostics;
using IkomiaScale.Concurrency;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Sync.Hashing;

/// <summary>
/// Provides the hashes that a plan needs: from the cache for unchanged files, otherwise by reading. Only files whose hash
/// decides something are read.
/// </summary>
/// <param name="hasher">Reads files.</param>
/// <param name="cache">The hashes of earlier syncs.</param>
/// <param name="options">The options of the sync.</param>
/// <param name="progress">Receives the progress.</param>
internal sealed class SyncComparer(FileHasher hasher, HashCache cache, SyncOptions options, SyncProgress progress)
{
    /// <summary>The cache is saved when reading has taken this many times longer than saving takes.</summary>
    private const int SavingShare = 20;

    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(15);

    /// <summary>Sets the hashes of earlier syncs.</summary>
    public void Recall(LocalSnapshot local)
    {
        if (!options.HashAnew)
        {
            cache.Fill(local);
        }
    }

    /// <summary>
    /// Reads the files at these places whose hash is unknown. The hashes so far are saved even if the operation is canceled.
    /// </summary>
    public async Task ReadAsync(SyncView view, IReadOnlyList<int> places, CancellationToken cancellationToken)
    {
        var local = view.Local;
        var unknown = places.Where(place => !local.Files[place].Sha256.IsKnown && !local.Files[place].IsUnreadable).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        progress.Begin(SyncPhase.Comparing, unknown.Count, unknown.Sum(place => local.Files[place].Stamp.Size));
        var watch = Stopwatch.StartNew();
        var next = LeastInterval;
        try
        {
            var hashes = ParallelWork.RunAsync(unknown, options.ThrottleLimit, (place, token) => HashAsync(local, place, token), cancellationToken);
            await foreach (var (place, entry) in hashes.ConfigureAwait(false))
            {
                local.Files[place] = entry;
                if (watch.Elapsed >= next)
                {
                    var before = watch.Elapsed;
                    cache.Save(local, view.Filter);
                    next = watch.Elapsed + TimeSpan.FromTicks(Math.Max(LeastInterval.Ticks, SavingShare * (watch.Elapsed - before).Ticks));
                }
            }
        }
        finally
        {
            cache.Save(local, view.Filter);
        }
    }

    private async Task<(int Place, LocalEntry Entry)> HashAsync(LocalSnapshot local, int place, CancellationToken cancellationToken)
    {
        var entry = local.Files[place];
        var size = entry.Stamp.Size;
        var item = progress.Start(entry.Path, size);
        try
        {
            return (place, await hasher.HashAsync(entry.Path, local.FullPath(entry.Path), cancellationToken).ConfigureAwait(false));
        }
        catch (ScaleException)
        {
            // The plan reports this file and continues with the others.
            entry.IsUnreadable = true;
            return (place, entry);
        }
        finally
        {
            progress.End(item, size);
        }
    }
}
