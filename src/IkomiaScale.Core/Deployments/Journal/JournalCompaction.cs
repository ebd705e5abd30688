namespace IkomiaScale.Deployments.Journal;

/// <summary>Writes a new journal with only the last line of each key.</summary>
internal static class JournalCompaction
{
    private const int PartSize = 64 * 1024;

    /// <summary>Writes and flushes it next to the old one. Lines are copied unchanged, in their order.</summary>
    /// <returns>The places of the lines in the new file.</returns>
    public static JournalIndex Write(IJournalDisk disk, Stream old, string name, string fresh, JournalIndex index, byte[] header)
    {
        var places = new JournalIndex();
        disk.Delete(fresh);
        using var file = disk.OpenAppend(fresh);
        file.Write(header, 0, header.Length);
        long length = header.Length;
        var part = new byte[PartSize];
        var filled = 0;
        foreach (var (key, offset, size) in index.InOrder())
        {
            if (filled + size > part.Length)
            {
                Drain();
            }

            old.Seek(offset, SeekOrigin.Begin);
            for (var end = filled + size; filled < end;)
            {
                var count = old.Read(part, filled, end - filled);
                filled += count > 0 ? count : throw new EndOfStreamException($"The journal '{name}' was changed by another program while it was in use.");
            }

            places.Set(key, length, size);
            length += size;
        }

        Drain();
        file.Flush();
        return places;

        void Drain()
        {
            file.Write(part, 0, filled);
            filled = 0;
        }
    }
}
