using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Wire;

namespace IkomiaScale.Sync.Hashing;

/// <summary>
/// The hashes of a folder's files from one sync to the next, so that what did not change is not read again. A file for each
/// folder, in the order of the paths: it is read along with the folder and never held in memory. It is a cache and no more:
/// whatever is wrong with it costs time only.
/// </summary>
/// <param name="folder">Where caches are kept; null to keep none.</param>
/// <param name="root">The full path of the folder whose files are kept.</param>
internal sealed class HashCache(string? folder, string root)
{
    private const string Extension = ".hashes";
    private const int BufferSize = 128 * 1024;
    private const string Magic = "IkomiaScale hashes 1";

    /// <summary>How long one is kept that nobody uses.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly string? _path = folder is null ? null : Path.Combine(folder, NameOf(root));

    /// <summary>The user's cache folder; null where there is none.</summary>
    public static string? DefaultFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } chosen && Path.IsPathRooted(chosen) ? chosen
            : LocalPath.IsWindows ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : home.Length == 0 ? string.Empty
            : Path.Combine(home, Directory.Exists(Path.Combine(home, "Library", "Caches")) ? Path.Combine("Library", "Caches") : ".cache");
        return cache.Length == 0 ? null : Path.Combine(cache, "IkomiaScale", "sync");
    }

    /// <summary>Gives the files of a folder the hashes that are known of them as they are.</summary>
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
    /// Keeps what is known of files, in place of what was kept before; of files that were not looked at, what was. Several
    /// processes may do so; one of them wins.
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
            // Then the next sync reads what it could have known.
        }
    }

    // Whether there was something to read, all of it.
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

    // At its end is the sum of all before it. Whatever has happened to the file, no hash is taken from it that was not put there.
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
            // Names of files may be nobody else's business.
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

    // Leaves the stream open: the sum comes after all else.
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
