namespace IkomiaScale.Concurrency;

/// <summary>The place of one operation. Disposing it frees it.</summary>
internal interface IPlace : IDisposable
{
    /// <summary>Records the start of the operation. Call it in the flow of the operation.</summary>
    void Begin();
}
