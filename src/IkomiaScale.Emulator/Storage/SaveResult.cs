namespace IkomiaScale.Emulator.Storage;

/// <summary>How an attempt to save an object ended.</summary>
internal enum SaveOutcome
{
    Created,
    Replaced,
    PathTaken,
    SourceMissing,
}

/// <summary>The outcome, and the object as it is stored now if it was saved.</summary>
internal sealed record SaveResult(SaveOutcome Outcome, StoredObject? Object = null);
