using System.Diagnostics;
using System.Globalization;
using IkomiaScale.Sync;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Soak.Sync;

/// <summary>What a sync of very many files and objects takes in memory and time until its plan is made; neither is on a disk or a service.</summary>
internal static class SyncSoak
{
    /// <summary>What either side may take for each of its entries.</summary>
    private const int AllowedBytes = 300;

    /// <summary>Makes plans.</summary>
    /// <param name="count">How many files there are, and how many objects.</param>
    public static async Task<int> RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("ik-soak-");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        try
        {
            var root = Path.Combine(folder.FullName, "local");
            Directory.CreateDirectory(root);
            var cache = Path.Combine(folder.FullName, "cache");
            Remember(root, count, cache);
            var passed = await PlanAsync("the same on both sides", root, count, count, cache, before).ConfigureAwait(false);
            passed &= await PlanAsync("all is new", root, count, 0, cache, before).ConfigureAwait(false);
            passed &= await PlanAsync("all would be deleted", root, 0, count, cache, before).ConfigureAwait(false);
            return passed ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // As if they had been read by an earlier sync.
    private static void Remember(string root, int count, string cache)
    {
        var local = new FolderWalk(new ManyFiles(root, count), SyncFilter.None, tellLeftOut: false, new SyncProgress()).Walk(root, CancellationToken.None);
        for (var place = 0; place < local.Files.Count; place++)
        {
            local.Files[place].Sha256 = Sha256Value.Parse(ManyObjects.HashOf(place));
            local.Files[place].IsSettled = true;
        }

        new HashCache(cache, root).Save(local, SyncFilter.None);
    }

    private static async Task<bool> PlanAsync(string what, string root, int files, int objects, string cache, long before)
    {
        var watch = Stopwatch.StartNew();
        var options = new SyncOptions { LocalRoot = root, StorageRoot = "mirror", Delete = true, Force = true };
        var engine = new SyncEngine(ManyObjects.Of(objects), options, cache, new ManyFiles(root, files));
        await engine.LookAsync(CancellationToken.None).ConfigureAwait(false);
        var looked = GC.GetTotalMemory(forceFullCollection: true) - before;
        var plan = await engine.PlanAsync(CancellationToken.None).ConfigureAwait(false);
        var elapsed = watch.Elapsed;
        var planned = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(engine);
        var entries = files + objects;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Sync of {files} files and {objects} objects, {what}: {plan.Unchanged} unchanged, {plan.Steps.Count} steps in {elapsed.TotalSeconds:0.0} s; "
            + $"{looked / (double)entries:0} bytes an entry for both sides, {planned / (double)entries:0} with the plan"));
        return plan.Steps.Count + plan.Unchanged == Math.Max(files, objects) && planned <= 2L * AllowedBytes * Math.Max(files, objects);
    }
}
