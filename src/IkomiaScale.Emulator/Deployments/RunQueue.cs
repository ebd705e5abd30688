using System.Collections.Concurrent;
using System.Threading.Channels;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The queued and running runs.</summary>
internal sealed class RunQueue
{
    private readonly Channel<ActiveRun> _waiting = Channel.CreateUnbounded<ActiveRun>();
    private readonly ConcurrentDictionary<Guid, ActiveRun> _active = new();
    private long _added;
    private long _taken;

    public ActiveRun Add(StoredRun run)
    {
        var active = new ActiveRun(run, Interlocked.Increment(ref _added));
        _active[run.Uuid] = active;
        _waiting.Writer.TryWrite(active);
        return active;
    }

    public async IAsyncEnumerable<ActiveRun> TakeAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var run in _waiting.Reader.ReadAllAsync(cancellation))
        {
            Interlocked.Increment(ref _taken);
            yield return run;
        }
    }

    public ActiveRun? Find(Guid uuid) => _active.GetValueOrDefault(uuid);

    public long CountAhead(ActiveRun run) => Math.Max(0, run.Number - 1 - Interlocked.Read(ref _taken));

    /// <summary>Wakes those who wait for a run. Call it after the outcome is stored, because they read it there.</summary>
    public void Finish(ActiveRun run)
    {
        _active.TryRemove(run.Run.Uuid, out _);
        run.Finish();
    }
}
