namespace IkomiaScale;

/// <summary>How the two sides compare at a path.</summary>
public enum CompareStatus
{
    /// <summary>Both sides have the same content.</summary>
    Same,

    /// <summary>Only the local folder has it.</summary>
    OnlyLocal,

    /// <summary>Only the storage has it.</summary>
    OnlyStorage,

    /// <summary>Both sides have it, and the contents differ or are not known to be the same.</summary>
    Different,

    /// <summary>The names of the two sides conflict.</summary>
    Conflict,

    /// <summary>The local side cannot be read or is a link, so nothing was compared.</summary>
    Unreadable,
}
