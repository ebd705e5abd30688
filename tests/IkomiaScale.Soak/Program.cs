using System.Diagnostics;
using System.Globalization;
using IkomiaScale.Soak;
using IkomiaScale.Soak.Batches;
using IkomiaScale.Soak.Sync;
using IkomiaScale.Tests.Support;

// Batches whose process is killed again and again. Arguments: kills (200), inputs of a batch (300).
if (args is ["batch-worker", .. var job])
{
    return await BatchWorker.RunAsync(job);
}

if (args is ["batch", .. var sizes])
{
    using var batches = new BatchSoak(
        sizes.Length > 0 ? int.Parse(sizes[0], CultureInfo.InvariantCulture) : 200, sizes.Length > 1 ? int.Parse(sizes[1], CultureInfo.InvariantCulture) : 300);
    return await batches.RunAsync();
}

// A sync of very many. Arguments: how many on either side (1000000).
if (args is ["sync", .. var many])
{
    return await SyncSoak.RunAsync(many.Length > 0 ? int.Parse(many[0], CultureInfo.InvariantCulture) : 1_000_000);
}

// Many clients at once against one emulator, for a while: no error, no lost object. Arguments: clients (200), seconds (60).
var clientCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
var duration = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60);

// Whatever happens, it ends: reading everything back takes less than this.
using var limit = new CancellationTokenSource(duration + TimeSpan.FromMinutes(3));
using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
var report = new SoakReport();
var emulator = await EmulatorProcess.StartAsync("--strict");
var watch = Stopwatch.StartNew();
var clients = Enumerable.Range(0, clientCount).Select(number => new SoakClient(number, emulator.Address, report)).ToList();
try
{
    end.CancelAfter(duration);
    await Task.WhenAll(clients.Select(client => Task.Run(() => client.WorkAsync(end.Token, limit.Token))));
    Console.WriteLine($"{watch.Elapsed.TotalSeconds:0} s of work done; reading everything back.");
    await Task.WhenAll(clients.Select(client => Task.Run(() => client.CheckAsync(limit.Token))));
    var stored = await clients[0].CountAllAsync(limit.Token);
    await emulator.AssertNoViolationsAsync();
    return report.Print(clientCount, duration, stored, clients.Sum(client => client.ExpectedCount));
}
finally
{
    clients.ForEach(client => client.Dispose());
    await emulator.EndAsync();
}
