namespace IkomiaScale.Deployments;

/// <summary>What came of a run: what to give, and what to tell beside it.</summary>
/// <param name="Value">The result, or the run where its results were not waited for.</param>
/// <param name="Failures">What went wrong without losing the result; each with what it concerns.</param>
internal sealed record RunOutcome(object Value, IReadOnlyList<(ScaleException Failure, object? Target)> Failures);
