namespace IkomiaScale.Sync.Sides;

/// <summary>An entry with a path below the root of its side.</summary>
internal interface IHasPath
{
    /// <summary>The path, with <c>/</c>.</summary>
    string Path { get; }
}
