namespace IkomiaScale.Emulator.Storage;

/// <summary>The filters of a listing. An object must match all of them.</summary>
internal sealed record ObjectQuery(string Path, bool Exact, string? Uid, string? Sha256)
{
    public bool Matches(StoredObject stored) =>
        (Uid is null || stored.Uid == Uid)
        && (Sha256 is null || stored.Content.Sha256 == Sha256)
        && (Exact ? stored.Path == Path : Path.Length == 0 || (stored.Path?.StartsWith(Path, StringComparison.Ordinal) ?? false));
}

/// <summary>One page of a listing.</summary>
internal sealed record ObjectPage(IReadOnlyList<StoredObject> Objects, bool HasNext);
