using System.Management.Automation;
using System.Runtime.ExceptionServices;
using IkomiaScale.Concurrency;
using IkomiaScale.Streams;

namespace IkomiaScale.Parallel;

/// <summary>Writes outcomes to the pipeline, and ends waits when the pipeline ends.</summary>
internal static class OutcomeStreams
{
    /// <summary>Writes the outcome of an operation: a result, an error, or the end of the pipeline.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="streams">Receives a failure.</param>
    /// <param name="errorTarget">The target of a failure.</param>
    /// <param name="emit">Writes the result.</param>
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

    /// <summary>Waits for a runner. A stop in the meantime ends the pipeline with PowerShell's own exception.</summary>
    /// <param name="wait">The wait.</param>
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
