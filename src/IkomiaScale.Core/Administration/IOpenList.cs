namespace IkomiaScale.Administration;

/// <summary>A list that is being read.</summary>
internal interface IOpenList
{
    /// <summary>Reads the rest of the list and keeps it for its reader.</summary>
    /// <exception cref="ScaleException">The list cannot be read.</exception>
    Task ReadToEndAsync(CancellationToken cancellationToken);
}
