using IkomiaScale.Deployments;

namespace IkomiaScale;

/// <summary>
/// A run that was given to a deployment. It holds plain values only, all of them settable, so that it can be kept with
/// <c>Export-Clixml</c> or <c>ConvertTo-Json</c> and received by another process.
/// </summary>
public sealed class IkDeploymentRun
{
    /// <summary>The identity that the deployment gave it.</summary>
    public string Uuid { get; set; } = string.Empty;

    /// <summary>
    /// The state when it was last asked for: <c>PENDING</c>, <c>STARTED</c>, <c>SUCCESS</c> or <c>FAILURE</c> (PROTOCOL 4), or
    /// whatever else the service says; null where it has not said any. Of a run from a journal: how far the journal has it.
    /// </summary>
    public string? State { get; set; }

    /// <summary>The deployment's URL.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The task, or tasks, whose outputs it gives.</summary>
    public string? TaskName { get; set; }

    /// <summary>When it was submitted, in UTC; null where that is not known.</summary>
    public DateTime? SubmittedAt { get; set; }

    /// <summary>What it was run on, for a person; null for nothing.</summary>
    public string? Input { get; set; }

    /// <summary>The folder of the journal that has it; null for none.</summary>
    public string? Journal { get; set; }

    /// <summary>Its key in the journal: the sha256 of what decides its result; null without a journal.</summary>
    public string? Key { get; set; }

    /// <summary>What the journal says went wrong; null for nothing.</summary>
    public string? Problem { get; set; }

    /// <summary>What the service said last about when to ask again.</summary>
    internal PollAdvice? Advice { get; init; }

    /// <summary>Where its inputs can be had again; null where only <see cref="Input"/> tells.</summary>
    internal IReadOnlyList<RunSource>? Sources { get; init; }

    /// <summary>The uuid.</summary>
    public override string ToString() => Uuid;

    /// <summary>The same run after an answer that it is not done.</summary>
    internal IkDeploymentRun After(PollAdvice? advice) => With(advice?.State ?? State, advice);

    /// <summary>The same run after its results.</summary>
    internal IkDeploymentRun Finished(string state) => With(state, advice: null);

    /// <summary>The same run with its deployment known.</summary>
    internal IkDeploymentRun At(Uri endpoint) => With(State, Advice, endpoint);

    private IkDeploymentRun With(string? state, PollAdvice? advice, Uri? endpoint = null) => new()
    {
        Uuid = Uuid,
        State = state,
        Endpoint = endpoint ?? Endpoint,
        TaskName = TaskName,
        SubmittedAt = SubmittedAt,
        Input = Input,
        Journal = Journal,
        Key = Key,
        Problem = Problem,
        Advice = advice,
        Sources = Sources,
    };
}
