namespace IkomiaScale.Files;

/// <summary>One name in a folder.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What the name refers to.</param>
/// <param name="Stamp">Size and times of a file.</param>
internal readonly record struct FolderEntry(string Name, EntryKind Kind, FileStamp Stamp);
