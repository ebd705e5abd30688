namespace IkomiaScale.Emulator.Workflows;

/// <summary>That an output of a task is an input of another; the source -1 is what the run was given.</summary>
internal sealed record WorkflowConnection(long SourceId, int SourceIndex, long TargetId, int TargetIndex);
