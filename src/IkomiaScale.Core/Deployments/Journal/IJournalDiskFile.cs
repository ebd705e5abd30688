namespace IkomiaScale.Deployments.Journal;

/// <summary>A file that is being written.</summary>
internal interface IJournalDiskFile : IDisposable
{
    /// <summary>How many bytes it has.</summary>
    long Length { get; }

    /// <summary>Writes at its end.</summary>
    void Write(byte[] bytes, int offset, int count);

    /// <summary>Makes sure that what was written outlives a power cut.</summary>
    void Flush();

    /// <summary>Cuts off its end.</summary>
    void Cut(long length);
}
