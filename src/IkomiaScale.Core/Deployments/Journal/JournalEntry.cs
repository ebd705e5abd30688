namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// What a journal knows of one key. Every line holds all of it, so that the last line of a key is enough and the others can go.
/// </summary>
internal sealed record JournalEntry(JournalKey Key, JournalState State, DateTimeOffset Time)
{
    /// <summary>The identity that the service gave the run; null before it did.</summary>
    public string? Uuid { get; init; }

    /// <summary>The deployment's URL, without a query.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The task, or tasks, whose outputs are wanted.</summary>
    public string? Task { get; init; }

    /// <summary>What it is run on, for a person.</summary>
    public string? Input { get; init; }

    /// <summary>The sha256 of each input's content, in order; null where they are too many for a line.</summary>
    public IReadOnlyList<string>? Contents { get; init; }

    /// <summary>The sha256 of the wanted outputs and the parameters.</summary>
    public string? Setup { get; init; }

    /// <summary>When the service took it.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The size of the result in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The sha256 of the result.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What went wrong: the name of a <see cref="ScaleErrorId"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The same for a person.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it surely never began: it failed, and cost nothing.</summary>
    public bool NeverBegan { get; init; }

    /// <summary>The run that it tells of.</summary>
    /// <param name="journal">The journal's folder; null for not to say.</param>
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
