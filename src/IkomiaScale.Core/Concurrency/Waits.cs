namespace IkomiaScale.Concurrency;

/// <summary>Waiting that can be given up.</summary>
internal static class Waits
{
    /// <summary>Waits for something that others wait for too: giving up does not end it.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
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
