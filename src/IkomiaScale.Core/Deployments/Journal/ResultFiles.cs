using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Journal;

/// <summary>The raw results of a journal, a file each, named by the run's uuid. Whoever sees the name sees the whole.</summary>
internal sealed class ResultFiles
{
    private const int NameLimit = 100;
    private const string Partial = ".partial";

    private readonly IJournalDisk _disk;
    private readonly string _folder;

    public ResultFiles(IJournalDisk disk, string folder)
    {
        _disk = disk;
        _folder = folder;
    }

    /// <summary>The file of a run. A uuid that cannot be a file's name gives its hash for one.</summary>
    public string PathOf(string uuid) => Path.Combine(_folder, NameOf(uuid) + ".json");

    /// <summary>Writes a result whole. Its name is on the disk for certain once the folder has been flushed.</summary>
    /// <returns>Its size and sha256.</returns>
    public (long Size, string Sha256) Write(string uuid, byte[] content)
    {
        var path = PathOf(uuid);
        var partial = path + Partial;
        try
        {
            _disk.Delete(partial);
            using (var file = _disk.OpenAppend(partial))
            {
                file.Write(content, 0, content.Length);
                file.Flush();
            }

            _disk.Rename(partial, path);
            return (content.Length, Hash(content));
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            TryDelete(partial);
            throw JournalErrors.CannotWrite(path, exception);
        }
    }

    /// <summary>A result that was written; null where there is none, or only a part.</summary>
    public byte[]? TryRead(string uuid)
    {
        var path = PathOf(uuid);
        try
        {
            using var file = _disk.OpenRead(path);
            if (file is null)
            {
                return null;
            }

            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            throw JournalErrors.CannotRead(path, exception);
        }
    }

    /// <summary>A result that must be there as it was written.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>: it is not.</exception>
    public byte[] Read(JournalEntry entry)
    {
        var content = TryRead(entry.Uuid!) ?? throw JournalErrors.ResultDamaged(PathOf(entry.Uuid!), "is missing");
        return entry.Sha256 is null || entry.Sha256 == Hash(content)
            ? content
            : throw JournalErrors.ResultDamaged(PathOf(entry.Uuid!), "is not what was written");
    }

    /// <summary>The sha256 of a content.</summary>
    public static string Hash(byte[] content)
    {
        using var hash = SHA256.Create();
        return Hex.Of(hash.ComputeHash(content));
    }

    private static string NameOf(string uuid) =>
        uuid.Length <= NameLimit && uuid.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'z') or '-')
            ? uuid
            : "uuid-" + Hash(Encoding.UTF8.GetBytes(uuid));

    private void TryDelete(string path)
    {
        try
        {
            _disk.Delete(path);
        }
        catch (Exception exception) when (JournalErrors.IsOfDisk(exception))
        {
            // It was only to tidy up.
        }
    }
}
