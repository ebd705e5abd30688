namespace IkomiaScale.Concurrency;

/// <summary>Limits how many operations run at the same time, over everybody who uses the same places.</summary>
internal interface IPlaces
{
    /// <summary>Waits for a free place. Waiting callers take turns.</summary>
    /// <param name="load">What the operation transfers.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    Task<IPlace> EnterAsync(Load load, CancellationToken cancellationToken);

    /// <summary>Takes a place if one is free that nobody waits for; otherwise null.</summary>
    /// <param name="load">What the operation transfers.</param>
    IPlace? TryEnter(Load load);
}
