namespace IkomiaScale.Emulator.Workflows;

/// <summary>
/// One task of a workflow. Several tasks may have the same name; <c>Index</c> counts among those.
/// </summary>
internal sealed record WorkflowTask(
    long Id,
    string Name,
    int Index,
    IReadOnlyDictionary<string, string> Parameters,
    int OutputCount);
