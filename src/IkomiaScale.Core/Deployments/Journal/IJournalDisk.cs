namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// The operations of a journal on a disk. Power may fail between any two of them. Afterwards, only what was flushed is
/// certain: bytes with their file, names with their folder.
/// </summary>
internal interface IJournalDisk
{
    /// <summary>Creates a folder that only its owner can read; an existing folder is unchanged.</summary>
    void CreateFolder(string path);

    /// <summary>Takes a lock between processes, until the process ends or the lock is disposed.</summary>
    /// <returns>The lock; null if another process has it.</returns>
    IDisposable? TryLock(string path);

    /// <summary>Opens a file for writing at its end, and creates it for its owner only.</summary>
    IJournalDiskFile OpenAppend(string path);

    /// <summary>Opens a file for reading, also while it is written or replaced; null if it does not exist.</summary>
    Stream? OpenRead(string path);

    /// <summary>Returns the names of the files in a folder; none if the folder does not exist.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Renames a file in one step, and replaces an existing one.</summary>
    void Rename(string path, string newPath);

    /// <summary>Makes sure that the names in a folder survive a power cut.</summary>
    void FlushFolder(string path);

    /// <summary>Deletes a file if it exists.</summary>
    void Delete(string path);

    /// <summary>Returns the free bytes of the disk of a folder; null if the system does not say.</summary>
    long? FreeBytes(string folder);
}
