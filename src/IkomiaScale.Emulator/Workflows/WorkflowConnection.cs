namespace IkomiaScale.Emulator.Workflows;

/// <summary>A connection from an output of a task to an input of another task. The source -1 is the inputs of the run.</summary>
internal sealed record WorkflowConnection(long SourceId, int SourceIndex, long TargetId, int TargetIndex);
