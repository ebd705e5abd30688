using IkomiaScale.Abstractions;
using IkomiaScale.Progress;
using IkomiaScale.Storage;

namespace IkomiaScale.Parallel;

/// <summary>
/// Many items at once for a cmdlet: results and errors come out as they come, one failure does not stop the others, and
/// a bar shows the whole.
/// </summary>
/// <typeparam name="TResult">What an item gives.</typeparam>
internal sealed class ItemRunner<TResult> : IDisposable
{
    private readonly CancellableCmdlet _cmdlet;
    private readonly Action<TResult> _emit;
    private readonly ProgressBar _bar;
    private readonly IRunner<TResult> _runner;

    /// <summary>Makes a runner for one invocation of a cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet, for its streams.</param>
    /// <param name="limit">How many items are worked on at once.</param>
    /// <param name="activity">What is done, for the bar.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    /// <param name="emit">Takes a result, on the pipeline thread.</param>
    /// <param name="inOrder">Whether results come in the order of the items, and not as they are ready.</param>
    public ItemRunner(CancellableCmdlet cmdlet, int limit, string activity, CancellationToken stop, Action<TResult> emit, bool inOrder = false)
    {
        _cmdlet = cmdlet;
        _emit = emit;
        _bar = new ProgressBar(cmdlet, activity);
        _runner = inOrder
            ? new OrderedRunner<TResult>(limit, Finish, _bar.Update, stop)
            : new ParallelRunner<TResult>(limit, Finish, _bar.Update, stop);
    }

    /// <summary>Starts an item, waiting for a free place first.</summary>
    /// <param name="target">The item, for its error.</param>
    /// <param name="progress">Its progress.</param>
    /// <param name="operation">What is done with it.</param>
    public void Add(object target, TransferProgress progress, Func<CancellationToken, Task<TResult>> operation)
    {
        _bar.Expect(progress);
        _runner.Add((target, progress), token =>
        {
            progress.Start();
            return operation(token);
        });
        _bar.Update();
    }

    /// <summary>Waits for all items.</summary>
    public void Complete() => _runner.Complete();

    /// <inheritdoc/>
    public void Dispose()
    {
        _runner.Dispose();
        _bar.Dispose();
    }

    private void Finish(Outcome<TResult> outcome)
    {
        var (target, progress) = ((object, TransferProgress))outcome.Target;
        _bar.Finish(progress);
        if (outcome.Failure is null && progress.WasSkipped)
        {
            _cmdlet.WriteVerbose($"'{progress.Name}' is there already with the same content; nothing was transferred.");
        }

        outcome.Tell(_cmdlet, target, _emit);
    }
}
