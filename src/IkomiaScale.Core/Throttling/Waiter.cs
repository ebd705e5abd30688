using IkomiaScale.Concurrency;

namespace IkomiaScale.Throttling;

/// <summary>An operation that waits for a place.</summary>
internal sealed class Waiter
{
    private readonly TaskCompletionSource<IPlace> _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _givingUp;

    /// <summary>Starts to wait.</summary>
    /// <param name="caller">The caller that waits.</param>
    /// <param name="load">What the operation transfers.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Waiter(Caller caller, Load load, CancellationToken cancellationToken)
    {
        Caller = caller;
        Load = load;
        _givingUp = cancellationToken.Register(() => _entered.TrySetCanceled(cancellationToken));
    }

    public Caller Caller { get; }

    public Load Load { get; }

    /// <summary>Completes with the place.</summary>
    public Task<IPlace> Entered => _entered.Task;

    /// <summary>Whether the wait has ended.</summary>
    public bool HasGivenUp => _entered.Task.IsCompleted;

    /// <summary>Cancels the wait.</summary>
    public void GiveUp() => _entered.TrySetCanceled();

    /// <summary>Hands over the place; false if the wait has ended.</summary>
    public bool Give(IPlace place)
    {
        _givingUp.Dispose();
        return _entered.TrySetResult(place);
    }
}
