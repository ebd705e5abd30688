namespace IkomiaScale.Administration;

/// <summary>A list that somebody reads.</summary>
internal interface IOpenList
{
    /// <summary>Reads what is left of it, for its reader to take later.</summary>
    /// <exception cref="ScaleException">It cannot be read.</exception>
    Task ReadToEndAsync(CancellationToken cancellationToken);
}
