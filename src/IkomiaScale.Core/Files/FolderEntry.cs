namespace IkomiaScale.Files;

/// <summary>One name in a folder.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Stamp">Of a file, what is known of it.</param>
internal readonly record struct FolderEntry(string Name, EntryKind Kind, FileStamp Stamp);
