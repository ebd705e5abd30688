namespace IkomiaScale.Deployments.Journal;

/// <summary>Writes a journal anew with only the last line of each key.</summary>
internal static class JournalCompaction
{
    /// <summary>Writes it beside the old one and flushes it.</summary>
    /// <returns>Where the lines are in it.</returns>
    public static JournalIndex Write(IJournalDisk disk, Stream old, string name, string fresh, JournalIndex index, byte[] header)
    {
        var places = new JournalIndex();
        disk.Delete(fresh);
        using var file = disk.OpenAppend(fresh);
        file.Write(header, 0, header.Length);
        long length = header.Length;
        old.Seek(0, SeekOrigin.Begin);
        using var gathered = new MemoryStream();
        foreach (var (entry, offset, _) in new JournalScan(old, name).Read())
        {
            if (!index.IsLast(entry.Key, offset))
            {
                continue;
            }

            var line = JournalLine.Write(entry);
            gathered.Write(line, 0, line.Length);
            places.Set(entry.Key, length, line.Length);
            length += line.Length;
            if (gathered.Length >= 64 * 1024)
            {
                Drain();
            }
        }

        Drain();
        file.Flush();
        return places.Count == index.Count
            ? places
            : throw new IOException($"The journal '{name}' was changed by another program while it was in use.");

        void Drain()
        {
            file.Write(gathered.GetBuffer(), 0, (int)gathered.Length);
            gathered.SetLength(0);
        }
    }
}
