namespace IkomiaScale.Files;

/// <summary>What a name in a folder stands for.</summary>
internal enum EntryKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file with a content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link to something else, or a mount within a folder that Windows makes look like one.</summary>
    Link,

    /// <summary>A pipe, socket or device: opening it may wait for ever.</summary>
    Special,
}
