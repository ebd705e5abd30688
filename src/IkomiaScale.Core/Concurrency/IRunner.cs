namespace IkomiaScale.Concurrency;

/// <summary>Runs a bounded number of operations at once, for one thread that takes the outcomes.</summary>
/// <typeparam name="TResult">What an operation gives.</typeparam>
internal interface IRunner<TResult> : IDisposable
{
    /// <summary>Starts an operation, waiting for a free place first.</summary>
    /// <param name="target">What it is about; comes back with the outcome.</param>
    /// <param name="operation">The operation; it must end when its token is cancelled.</param>
    /// <param name="load">What it moves; null for nothing to speak of.</param>
    void Add(object target, Func<CancellationToken, Task<TResult>> operation, Load? load = null);

    /// <summary>Waits for all operations and gives out their outcomes.</summary>
    void Complete();
}
