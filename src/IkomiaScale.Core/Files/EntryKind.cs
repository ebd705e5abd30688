namespace IkomiaScale.Files;

/// <summary>What a name in a folder refers to.</summary>
internal enum EntryKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file with content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, or a mount point in a folder, which Windows shows like a link.</summary>
    Link,

    /// <summary>A pipe, socket or device: opening it may block forever.</summary>
    Special,
}
