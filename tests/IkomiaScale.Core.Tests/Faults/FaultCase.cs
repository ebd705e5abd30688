namespace IkomiaScale.Tests.Faults;

/// <summary>One line of the matrix: what is done, what goes wrong, and how it ends.</summary>
internal sealed class FaultCase(Operation operation, Fault fault, string outcome, string requests, string leaves)
{
    public const string Success = "success";

    public Operation Operation => operation;

    public Fault Fault => fault;

    /// <summary><see cref="Success"/>, with the seconds that the service asked to wait if it did, or the error id.</summary>
    public string Outcome => outcome;

    /// <summary>The requests that reached the emulator, without the one for the first token.</summary>
    public string Requests => requests;

    /// <summary>All that is there afterwards: objects of the case's folder in the storage, or files of its folder here.</summary>
    public string Leaves => leaves;

    public string Name => $"{operation.Words}: {fault.Words}";
}
