using System.Buffers;
using System.Security.Cryptography;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// The raw results of a journal, one file for each, named by the uuid of the run. A file appears under its name when it is
/// complete.
/// </summary>
internal sealed class ResultFiles
{
    private const int NameLimit = 100;
    private const int PartSize = 80 * 1024;
    private const string Partial = ".partial";

    private readonly IJournalDisk _disk;
    private readonly string _folder;

    public ResultFiles(IJournalDisk disk, string folder)
    {
        _disk = disk;
        _folder = folder;
    }

    /// <summary>The file of a run. A uuid that cannot be a file name is replaced by its hash.</summary>
    public string PathOf(string uuid) => Path.Combine(_folder, NameOf(uuid) + ".json");

    /// <summary>
    /// Writes complete results, and makes sure that their names survive a power cut. A failure of one does not affect the
    /// others.
    /// </summary>
    public void WriteAll(IReadOnlyList<ResultWrite> writes)
    {
        foreach (var write in writes)
        {
            try
            {
                write.Written = Write(write.Uuid, write.Content);
            }
            catch (ScaleException failure)
            {
                write.Failure = failure;
            }
        }

        try
        {
            _disk.FlushFolder(_folder);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotWrite(_folder, exception);
        }
    }

    private (long Size, string Sha256) Write(string uuid, Stream content)
    {
        var path = PathOf(uuid);
        var partial = path + Partial;
        var buffer = ArrayPool<byte>.Shared.Rent(PartSize);
        try
        {
            _disk.Delete(partial);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var size = 0L;
            using (var file = _disk.OpenAppend(partial))
            {
                int count;
                while ((count = content.Read(buffer, 0, PartSize)) > 0)
                {
                    file.Write(buffer, 0, count);
                    hash.AppendData(buffer, 0, count);
                    size += count;
                }

                file.Flush();
            }

            _disk.Rename(partial, path);
            return (size, Hex.Of(hash.GetHashAndReset()));
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            _disk.TryDelete(partial);
            throw JournalErrors.CannotWrite(path, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Returns size and sha256 of a complete result; null if there is none.</summary>
    public (long Size, string Sha256)? Find(string uuid)
    {
        using var file = Open(uuid);
        return file is null ? null : (file.Length, Hash(file, uuid));
    }

    /// <summary>Opens a result and checks that it is unchanged.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>: it is missing or changed.</exception>
    public Stream Open(string uuid, string? sha256)
    {
        var file = Open(uuid) ?? throw JournalErrors.ResultDamaged(PathOf(uuid), "is missing");
        try
        {
            if (sha256 is not null && sha256 != Hash(file, uuid))
            {
                throw JournalErrors.ResultDamaged(PathOf(uuid), "has changed");
            }

            file.Seek(0, SeekOrigin.Begin);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private string Hash(Stream file, string uuid)
    {
        try
        {
            using var hash = SHA256.Create();
            return Hex.Of(hash.ComputeHash(file));
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotRead(PathOf(uuid), exception);
        }
    }

    private Stream? Open(string uuid)
    {
        try
        {
            return _disk.OpenRead(PathOf(uuid));
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotRead(PathOf(uuid), exception);
        }
    }

    private static string NameOf(string uuid) =>
        uuid.Length <= NameLimit && uuid.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'z') or '-')
            ? uuid
            : "uuid-" + Hex.Sha256(uuid);
}
