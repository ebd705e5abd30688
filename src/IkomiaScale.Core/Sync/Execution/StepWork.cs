using IkomiaScale.Concurrency;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Work;

namespace IkomiaScale.Sync.Execution;

/// <summary>A step that is being done, with its progress.</summary>
/// <param name="step">The step.</param>
internal sealed class StepWork(SyncStep step)
{
    private TransferProgress? _progress;

    public SyncStep Step { get; } = step;

    /// <summary>What it transfers. Copies and deletes transfer nothing.</summary>
    public Load Load => new(Step.Action is SyncAction.Send or SyncAction.Read ? Step.Size : 0, () => _progress?.Bytes ?? 0);

    /// <summary>Starts the step.</summary>
    public TransferProgress Begin(SyncProgress progress) => _progress = progress.Start(Step.Path, Step.Size);
}
