namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// The state of one key in a journal. Every line has the whole state, so the last line of a key replaces all earlier ones.
/// </summary>
internal sealed record JournalEntry(JournalKey Key, JournalState State, DateTimeOffset Time)
{
    /// <summary>The uuid of the run; null before the service assigned it.</summary>
    public string? Uuid { get; init; }

    /// <summary>The URL of the deployment, without its query.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The tasks whose outputs are requested, separated by commas.</summary>
    public string? Task { get; init; }

    /// <summary>The input, for messages.</summary>
    public string? Input { get; init; }

    /// <summary>The sha256 of the content of each input, in order; null if there are too many for a line.</summary>
    public IReadOnlyList<string>? Contents { get; init; }

    /// <summary>The sha256 of the requested outputs and the parameters.</summary>
    public string? Setup { get; init; }

    /// <summary>When the service accepted the run.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The size of the result in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The sha256 of the result.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The kind of failure: the name of a <see cref="ScaleErrorId"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The message of the failure.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the run never started: it failed, and cost nothing.</summary>
    public bool NeverBegan { get; init; }

    /// <summary>Returns the run of the entry.</summary>
    /// <param name="journal">The folder of the journal; null to leave it out.</param>
    public IkDeploymentRun ToRun(string? journal = null) => new()
    {
        Uuid = Uuid ?? string.Empty,
        State = State.ToString(),
        Endpoint = Uri.TryCreate(Endpoint, UriKind.Absolute, out var endpoint) ? endpoint : null,
        TaskName = Task,
        SubmittedAt = SubmittedAt?.UtcDateTime,
        Input = Input,
        Journal = journal,
        Key = Key.ToString(),
        Problem = Message,
        Sources = Input is not null && Contents is [{ Length: > 0 } content] ? [new RunSource(Input) { Sha256 = content }] : null,
    };
}
