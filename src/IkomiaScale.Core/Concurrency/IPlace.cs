namespace IkomiaScale.Concurrency;

/// <summary>A place that one operation has; disposing it frees it.</summary>
internal interface IPlace : IDisposable
{
    /// <summary>Says that the operation begins, in whose flow this is called.</summary>
    void Begin();
}
