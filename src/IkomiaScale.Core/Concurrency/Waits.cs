namespace IkomiaScale.Concurrency;

/// <summary>Waits that can be canceled.</summary>
internal static class Waits
{
    /// <summary>Waits for a task that others wait for too. A cancellation ends only this wait.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static async Task OrCancelledAsync(this Task task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted && cancellationToken.CanBeCanceled)
        {
            var given = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => given.TrySetResult(true));
            await Task.WhenAny(task, given.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await task.ConfigureAwait(false);
    }
}
