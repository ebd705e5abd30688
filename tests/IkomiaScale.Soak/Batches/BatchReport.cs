namespace IkomiaScale.Soak.Batches;

/// <summary>What came of an input in the end.</summary>
/// <param name="Input">The input.</param>
/// <param name="End">How it ended.</param>
/// <param name="HasResult">Whether there is a result, and it is this input's.</param>
/// <param name="Told">What was told of it; null for nothing.</param>
internal sealed record BatchReport(string Input, string End, bool HasResult, string? Told);
