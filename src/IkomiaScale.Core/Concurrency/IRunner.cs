namespace IkomiaScale.Concurrency;

/// <summary>Runs a limited number of operations at the same time, and passes their outcomes to one thread.</summary>
/// <typeparam name="TResult">The result of an operation.</typeparam>
internal interface IRunner<TResult> : IDisposable
{
    /// <summary>Waits for a free place and starts an operation.</summary>
    /// <param name="target">The target of the operation; it is returned with the outcome.</param>
    /// <param name="operation">The operation. It must end when its token is canceled.</param>
    /// <param name="load">What it transfers; null for nothing.</param>
    void Add(object target, Func<CancellationToken, Task<TResult>> operation, Load? load = null);

    /// <summary>Waits for all operations and passes on their outcomes.</summary>
    void Complete();
}
