namespace IkomiaScale.Emulator.Storage;

/// <summary>The outcome of saving an object.</summary>
internal enum SaveOutcome
{
    Created,
    Replaced,
    PathTaken,
    SourceMissing,
}

/// <summary>The outcome, and the object if it was saved.</summary>
internal sealed record SaveResult(SaveOutcome Outcome, StoredObject? Object = null);
