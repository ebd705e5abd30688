namespace IkomiaScale.Sync.Sides;

/// <summary>Something that has a path below the root of a side.</summary>
internal interface IHasPath
{
    /// <summary>The path, with <c>/</c>.</summary>
    string Path { get; }
}
