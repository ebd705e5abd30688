using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Wire;

namespace IkomiaScale.Sync.Hashing;

/// <summary>
/// Caches the hashes of the files of a folder between syncs, so that unchanged files are not read again. Each folder has one
/// cache file, sorted by path, which is read along with the folder and never held in memory. A damaged cache only costs time.
/// </summary>
/// <param name="folder">The folder of the caches; null for no cache.</param>
/// <param name="root">The full path of the folder that is synced.</param>
internal sealed class HashCache(string? folder, string root)
{
    private const string Extension = ".hashes";
    private const int BufferSize = 128 * 1024;
    private const string Magic = "IkomiaScale hashes 1";

    /// <summary>How long an unused cache is kept.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly string? _path = folder is null ? null : Path.Combine(folder, NameOf(root));

    /// <summary>The default folder of the caches; null if the system has none.</summary>
    public static string? DefaultFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } chosen && Path.IsPathRooted(chosen) ? chosen
            : LocalPath.IsWindows ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : home.Length == 0 ? string.Empty
            : Path.Combine(home, Directory.Exists(Path.Combine(home, "Library", "Caches")) ? Path.Combine("Library", "Caches") : ".cache");
        return cache.Length == 0 ? null : Path.Combine(cache, "IkomiaScale", "sync");
    }

    /// <summary>Sets the known hashes of unchanged files.</summary>
    public void Fill(LocalSnapshot local) => Read(records =>
    {
        var place = 0;
        foreach (var record in records)
        {
            while (place < local.Files.Count && string.CompareOrdinal(local.Files[place].Path, record.Path) < 0)
            {
                place++;
            }

            if (place < local.Files.Count && local.Files[place].Stamp == record.Stamp && string.Equals(local.Files[place].Path, record.Path, StringComparison.Ordinal))
            {
                local.Files[place].Sha256 = record.Sha256;
                local.Files[place].IsSettled = true;
            }
        }
    });

    /// <summary>
    /// Saves the known hashes and replaces the old cache. Hashes of files outside the filter are kept. If several processes
    /// save at the same time, one of them wins.
    /// </summary>
    public void Save(LocalSnapshot local, SyncFilter filter)
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            CreateFolder(folder!);
            using var target = DownloadTarget.Create(_path, overwrite: true);
            if (!Read(records => Write(target.Stream, Merge(local.Known(), records.Where(record => filter.LeavesOut(record.Path))))))
            {
                target.Stream.SetLength(0);
                Write(target.Stream, local.Known());
            }

            target.Commit();
            RemoveOld();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ScaleException or NotSupportedException or ArgumentException)
        {
            // Without a cache, the next sync reads the files again.
        }
    }

    // Returns whether there was a valid cache, which was read completely.
    private bool Read(Action<IEnumerable<LocalEntry>> take)
    {
        if (_path is null || !File.Exists(_path))
        {
            return false;
        }

        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan);
            if (!IsWhole(file))
            {
                return false;
            }

            using var reader = new BinaryReader(file, Encoding.UTF8);
            if (reader.ReadString() != Magic || reader.ReadString() != root)
            {
                return false;
            }

            take(Records(reader));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<LocalEntry> Records(BinaryReader reader)
    {
        while (reader.ReadBoolean())
        {
            var path = reader.ReadString();
            var stamp = new FileStamp(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            yield return new LocalEntry(path, stamp) { Sha256 = Sha256Value.Read(reader), IsSettled = true };
        }
    }

    private static IEnumerable<LocalEntry> Merge(IEnumerable<LocalEntry> files, IEnumerable<LocalEntry> others)
    {
        using var other = others.GetEnumerator();
        var hasOther = other.MoveNext();
        foreach (var file in files)
        {
            for (; hasOther && string.CompareOrdinal(other.Current.Path, file.Path) < 0; hasOther = other.MoveNext())
            {
                yield return other.Current;
            }

            yield return file;
        }

        for (; hasOther; hasOther = other.MoveNext())
        {
            yield return other.Current;
        }
    }

    // The file ends with the sha256 of everything before it, so that a damaged cache never provides a wrong hash.
    private static bool IsWhole(FileStream file)
    {
        var length = file.Length - Sha256Value.Size;
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        while (length > 0)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(length, buffer.Length));
            if (read == 0)
            {
                return false;
            }

            sum.AppendData(buffer, 0, read);
            length -= read;
        }

        var isWhole = length == 0 && file.Read(buffer, 0, buffer.Length) == Sha256Value.Size && sum.GetHashAndReset().SequenceEqual(buffer.Take(Sha256Value.Size));
        file.Position = 0;
        return isWhole;
    }

    private void Write(Stream file, IEnumerable<LocalEntry> files)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var writer = new BinaryWriter(new BufferedStream(new SummingStream(file, sum), BufferSize), Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(root);
            foreach (var entry in files.Where(entry => entry is { Sha256.IsKnown: true, IsSettled: true }))
            {
                writer.Write(true);
                writer.Write(entry.Path);
                writer.Write(entry.Stamp.Size);
                writer.Write(entry.Stamp.Modified);
                writer.Write(entry.Stamp.Changed);
                writer.Write(entry.Stamp.FileId);
                entry.Sha256.Write(writer);
            }

            writer.Write(false);
        }

        file.Write(sum.GetHashAndReset(), 0, Sha256Value.Size);
    }

    private static void CreateFolder(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            // File names may be confidential.
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    private void RemoveOld()
    {
        foreach (var file in new DirectoryInfo(folder!).EnumerateFiles("*" + Extension).Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > Lifetime))
        {
            file.Delete();
        }
    }

    private static string NameOf(string text) => Hex.Sha256(text) + Extension;

    // Leaves the inner stream open: the sha256 is written after everything else.
    private sealed class SummingStream(Stream inner, IncrementalHash sum) : OneWayStream
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count)
        {
            sum.AppendData(buffer, offset, count);
            inner.Write(buffer, offset, count);
        }
    }
}
