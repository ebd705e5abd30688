namespace IkomiaScale;

/// <summary>How a path stands on two sides.</summary>
public enum CompareStatus
{
    /// <summary>Both sides have the same content.</summary>
    Same,

    /// <summary>Only the local folder has it.</summary>
    OnlyLocal,

    /// <summary>Only the storage has it.</summary>
    OnlyStorage,

    /// <summary>Both sides have it, with different contents, or with contents that are not known to be the same.</summary>
    Different,

    /// <summary>The names of both sides cannot be brought together.</summary>
    Conflict,

    /// <summary>It cannot be read here, or is a link, so it was not compared.</summary>
    Unreadable,
}
