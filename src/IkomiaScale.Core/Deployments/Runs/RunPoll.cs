namespace IkomiaScale.Deployments;

/// <summary>The answer to one request for a result: the result, or the current state of the run.</summary>
public sealed class RunPoll
{
    internal RunPoll(IkDeploymentRun run, PollAdvice? advice)
    {
        Run = run;
        Advice = advice;
    }

    internal RunPoll(IkDeploymentRun run, IkDeploymentResult result)
    {
        Run = run;
        Result = result;
    }

    /// <summary>The run with its current state.</summary>
    public IkDeploymentRun Run { get; }

    /// <summary>
    /// The advice of the service for the next request; null if there is none, as from older deployments, or if the run has
    /// ended.
    /// </summary>
    public PollAdvice? Advice { get; }

    /// <summary>The result; null while the run has not ended.</summary>
    public IkDeploymentResult? Result { get; }
}
