namespace IkomiaScale;

/// <summary>Why a sync does what it does with a path.</summary>
public enum SyncReason
{
    /// <summary>The target does not have it.</summary>
    New,

    /// <summary>The target has another content.</summary>
    Changed,

    /// <summary>Both sides have the same.</summary>
    Same,

    /// <summary>The target has the content under a path that the source does not have any more.</summary>
    Moved,

    /// <summary>Only the target has it.</summary>
    Extra,

    /// <summary>A filter leaves it out.</summary>
    Excluded,

    /// <summary>The names of both sides cannot be brought together; the error tells why.</summary>
    Conflict,

    /// <summary>It is a link, or another thing without a content of its own.</summary>
    Link,

    /// <summary>It cannot be read, so what it holds is not known.</summary>
    Unreadable,

    /// <summary>It changed while it was read or sent.</summary>
    SourceChanged,
}
