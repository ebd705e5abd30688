namespace IkomiaScale.Concurrency;

/// <summary>Says how many operations may be under way at once, over all that work in the same place.</summary>
internal interface IPlaces
{
    /// <summary>Waits for a free place; those who wait get theirs in turns.</summary>
    /// <param name="load">What is to be done in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task<IPlace> EnterAsync(Load load, CancellationToken cancellationToken);

    /// <summary>Takes a place if one is free that nobody waits for; null if not.</summary>
    /// <param name="load">What is to be done in it.</param>
    IPlace? TryEnter(Load load);
}
