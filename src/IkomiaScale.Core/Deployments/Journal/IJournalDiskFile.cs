namespace IkomiaScale.Deployments.Journal;

/// <summary>A file that is open for writing.</summary>
internal interface IJournalDiskFile : IDisposable
{
    /// <summary>The length in bytes.</summary>
    long Length { get; }

    /// <summary>Writes at the end.</summary>
    void Write(byte[] bytes, int offset, int count);

    /// <summary>Makes sure that everything written survives a power cut.</summary>
    void Flush();

    /// <summary>Truncates the file to a length in bytes.</summary>
    void Cut(long length);
}
