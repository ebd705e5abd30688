using System.Management.Automation;
using System.Runtime.ExceptionServices;
using IkomiaScale.Concurrency;
using IkomiaScale.Streams;

namespace IkomiaScale.Parallel;

/// <summary>Brings outcomes, and the end of waiting for them, into the pipeline.</summary>
internal static class OutcomeStreams
{
    /// <summary>Tells how an operation ended: a result is emitted, a failure written as an error, an end passed on.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="streams">Where a failure is told.</param>
    /// <param name="errorTarget">What a failure is about.</param>
    /// <param name="emit">Takes the result.</param>
    public static void Tell<TResult>(this Outcome<TResult> outcome, IStreams streams, object? errorTarget, Action<TResult> emit)
    {
        switch (outcome.Failure)
        {
            case null:
                emit(outcome.Result!);
                break;
            case ScaleException exception:
                streams.WriteFailure(exception, errorTarget);
                break;
            case OperationCanceledException:
                throw new PipelineStoppedException();
            default:
                ExceptionDispatchInfo.Capture(outcome.Failure).Throw();
                break;
        }
    }

    /// <summary>Waits for a runner; being stopped meanwhile ends the pipeline as PowerShell knows it.</summary>
    /// <param name="wait">What waits.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    public static void Wait(Action wait, CancellationToken stop)
    {
        try
        {
            wait();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
