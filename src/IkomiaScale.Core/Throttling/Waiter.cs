using IkomiaScale.Concurrency;

namespace IkomiaScale.Throttling;

/// <summary>Somebody who waits for a place.</summary>
internal sealed class Waiter
{
    private readonly TaskCompletionSource<IPlace> _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _givingUp;

    /// <summary>Begins to wait.</summary>
    /// <param name="caller">Who waits.</param>
    /// <param name="load">What is to be done in the place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Waiter(Caller caller, Load load, CancellationToken cancellationToken)
    {
        Caller = caller;
        Load = load;
        _givingUp = cancellationToken.Register(() => _entered.TrySetCanceled(cancellationToken));
    }

    public Caller Caller { get; }

    public Load Load { get; }

    /// <summary>Done when it is this one's turn.</summary>
    public Task<IPlace> Entered => _entered.Task;

    /// <summary>Whether nobody waits here any more.</summary>
    public bool HasGivenUp => _entered.Task.IsCompleted;

    /// <summary>Waits no longer.</summary>
    public void GiveUp() => _entered.TrySetCanceled();

    /// <summary>Gives the place; false if nobody waits any more.</summary>
    public bool Give(IPlace place)
    {
        _givingUp.Dispose();
        return _entered.TrySetResult(place);
    }
}
