namespace IkomiaScale.Emulator.Deployments;

/// <summary>Deletes expired results and failures.</summary>
internal sealed class ResultSweeper(RunStore store, RunFiles files)
{
    public async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var uuid in await store.DeleteExpiredAsync(cancellation))
        {
            files.Delete(uuid);
        }
    }
}
