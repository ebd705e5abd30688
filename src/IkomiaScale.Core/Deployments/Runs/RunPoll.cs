namespace IkomiaScale.Deployments;

/// <summary>What one question for results gave: the results, or the run as it is now.</summary>
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

    /// <summary>The run, with its fresh state.</summary>
    public IkDeploymentRun Run { get; }

    /// <summary>What the service says about it; null where it says nothing, as older deployments do, or where it is done.</summary>
    public PollAdvice? Advice { get; }

    /// <summary>The results; null while the run is not done.</summary>
    public IkDeploymentResult? Result { get; }
}
