namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// What a journal asks of a disk, step by step: between any two of them the power may fail. Nothing is certain to be there
/// afterwards but what was flushed: bytes with their file, names with their folder.
/// </summary>
internal interface IJournalDisk
{
    /// <summary>Makes a folder that only its owner can look into; one that is there stays as it is.</summary>
    void CreateFolder(string path);

    /// <summary>Takes a lock that all processes respect, for as long as the process lives or until it is given back.</summary>
    /// <returns>The lock; null where somebody has it.</returns>
    IDisposable? TryLock(string path);

    /// <summary>Opens a file to be written at its end, for its owner only; made where it is not there.</summary>
    IJournalDiskFile OpenAppend(string path);

    /// <summary>Opens a file for reading, also while it is written or replaced; null where there is none.</summary>
    Stream? OpenRead(string path);

    /// <summary>The names of the files in a folder; none where there is no folder.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Gives a file another name in one step, in place of what has it.</summary>
    void Rename(string path, string newPath);

    /// <summary>Makes sure that the names in a folder outlive a power cut.</summary>
    void FlushFolder(string path);

    /// <summary>Removes a file; none is none.</summary>
    void Delete(string path);

    /// <summary>How many bytes are free where a folder is; null where the system does not tell.</summary>
    long? FreeBytes(string folder);
}
