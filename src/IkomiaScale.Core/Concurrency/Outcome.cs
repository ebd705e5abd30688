namespace IkomiaScale.Concurrency;

/// <summary>How an operation ended.</summary>
/// <param name="target">What it was about.</param>
/// <param name="result">What it gave.</param>
/// <param name="failure">Why it failed; null for success.</param>
internal sealed class Outcome<TResult>(object target, TResult? result, Exception? failure)
{
    public object Target { get; } = target;

    public TResult? Result { get; } = result;

    public Exception? Failure { get; } = failure;
}
