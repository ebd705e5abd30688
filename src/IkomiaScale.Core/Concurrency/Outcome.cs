namespace IkomiaScale.Concurrency;

/// <summary>The outcome of an operation.</summary>
/// <param name="target">The target of the operation.</param>
/// <param name="result">The result.</param>
/// <param name="failure">The failure; null for success.</param>
internal sealed class Outcome<TResult>(object target, TResult? result, Exception? failure)
{
    public object Target { get; } = target;

    public TResult? Result { get; } = result;

    public Exception? Failure { get; } = failure;
}
