namespace IkomiaScale.Deployments;

/// <summary>The outcome of a run: what to return, and failures to report with it.</summary>
/// <param name="Value">The result, or the run without a wait for its result.</param>
/// <param name="Failures">Failures that did not lose the result, each with its target.</param>
internal sealed record RunOutcome(object Value, IReadOnlyList<(ScaleException Failure, object? Target)> Failures);
