namespace IkomiaScale.Tests.Faults;

/// <summary>Something that a user does, and what it leaves behind.</summary>
internal abstract class Operation(string words)
{
    public string Words => words;

    /// <summary>Whether the client has its token before faults begin.</summary>
    public virtual bool HasToken => true;

    /// <summary>Makes what must be there, without faults.</summary>
    public virtual Task PrepareAsync(Stage stage) => Task.CompletedTask;

    /// <summary>Does it, with faults.</summary>
    public abstract Task ActAsync(Stage stage);

    /// <summary>What is there afterwards.</summary>
    public virtual Task<string> LeavesAsync(Stage stage) => stage.ObjectsAsync();
}
