namespace IkomiaScale;

/// <summary>Why a sync takes an action for a path.</summary>
public enum SyncReason
{
    /// <summary>The target does not have it.</summary>
    New,

    /// <summary>The target has other content.</summary>
    Changed,

    /// <summary>Both sides have the same content.</summary>
    Same,

    /// <summary>The target has the content under a path that the source no longer has.</summary>
    Moved,

    /// <summary>Only the target has it.</summary>
    Extra,

    /// <summary>A filter excludes it.</summary>
    Excluded,

    /// <summary>The names of the two sides conflict. The error says why.</summary>
    Conflict,

    /// <summary>It is a link, or has no content.</summary>
    Link,

    /// <summary>It cannot be read, so its content is unknown.</summary>
    Unreadable,

    /// <summary>It changed while it was read or sent.</summary>
    SourceChanged,
}
