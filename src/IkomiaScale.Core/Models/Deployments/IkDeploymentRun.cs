using IkomiaScale.Deployments;

namespace IkomiaScale;

/// <summary>
/// A run that was submitted. All values are plain and settable, so that it can be saved with <c>Export-Clixml</c> or
/// <c>ConvertTo-Json</c> and received by another process.
/// </summary>
public sealed class IkDeploymentRun
{
    /// <summary>The uuid of the run.</summary>
    public string Uuid { get; set; } = string.Empty;

    /// <summary>
    /// The last known state: <c>PENDING</c>, <c>STARTED</c>, <c>SUCCESS</c>, <c>FAILURE</c> (docs/protocol.md, section 4), or
    /// another value of the service; null if there is none. For a run from a journal, the state in the journal.
    /// </summary>
    public string? State { get; set; }

    /// <summary>The endpoint.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The tasks whose outputs it returns, separated by commas.</summary>
    public string? TaskName { get; set; }

    /// <summary>When it was submitted, in UTC; null if unknown.</summary>
    public DateTime? SubmittedAt { get; set; }

    /// <summary>The input, to show; null for none.</summary>
    public string? Input { get; set; }

    /// <summary>The folder of its journal; null for none.</summary>
    public string? Journal { get; set; }

    /// <summary>Its key in the journal: the sha256 of what decides its result; null without a journal.</summary>
    public string? Key { get; set; }

    /// <summary>The error in the journal; null for none.</summary>
    public string? Problem { get; set; }

    /// <summary>The last advice of the service on when to request the result.</summary>
    internal PollAdvice? Advice { get; init; }

    /// <summary>Where the inputs can be read again; null if only <see cref="Input"/> is known.</summary>
    internal IReadOnlyList<RunSource>? Sources { get; init; }

    /// <summary>The uuid.</summary>
    public override string ToString() => Uuid;

    /// <summary>Returns the run after an answer without a result.</summary>
    internal IkDeploymentRun After(PollAdvice? advice) => With(advice?.State ?? State, advice);

    /// <summary>Returns the run after its result.</summary>
    internal IkDeploymentRun Finished(string state) => With(state, advice: null);

    /// <summary>Returns the run with its endpoint.</summary>
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
