namespace IkomiaScale.Emulator.Workflows;

/// <summary>
/// A task of a workflow. Several tasks can have the same name; <c>Index</c> counts them, from 0.
/// </summary>
internal sealed record WorkflowTask(
    long Id,
    string Name,
    int Index,
    IReadOnlyDictionary<string, string> Parameters,
    int OutputCount);
