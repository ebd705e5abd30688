using System.Management.Automation;
using System.Runtime.ExceptionServices;
using IkomiaScale.Abstractions;

namespace IkomiaScale.Parallel;

/// <summary>How an operation ended.</summary>
/// <param name="target">What it was about.</param>
/// <param name="result">What it gave.</param>
/// <param name="failure">Why it failed; null for success.</param>
internal sealed class Outcome<TResult>(object target, TResult? result, Exception? failure)
{
    public object Target { get; } = target;

    public TResult? Result { get; } = result;

    public Exception? Failure { get; } = failure;

    /// <summary>Tells it on the pipeline thread: a result is emitted, a failure written as an error, an end passed on.</summary>
    /// <param name="cmdlet">The cmdlet, for its error stream.</param>
    /// <param name="errorTarget">What a failure is about.</param>
    /// <param name="emit">Takes the result.</param>
    public void Tell(CancellableCmdlet cmdlet, object? errorTarget, Action<TResult> emit)
    {
        switch (Failure)
        {
            case null:
                emit(Result!);
                break;
            case ScaleException exception:
                cmdlet.WriteError(exception.ToErrorRecord(errorTarget));
                break;
            case OperationCanceledException:
                throw new PipelineStoppedException();
            default:
                ExceptionDispatchInfo.Capture(Failure).Throw();
                break;
        }
    }
}
