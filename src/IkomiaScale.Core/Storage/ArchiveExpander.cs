using System.Buffers;
using System.IO.Compression;

namespace IkomiaScale.Storage;

/// <summary>
/// Unpacks a zip archive. Everything that can be refused is refused before anything is written. Each file is written under a
/// temporary name and renamed. Existing files with the same content can be skipped, so that an interrupted command can
/// continue.
/// </summary>
internal sealed class ArchiveExpander : IDisposable
{
    private readonly byte[] _part = ArrayPool<byte>.Shared.Rent(UploadContent.BufferSize);
    private readonly byte[] _other = ArrayPool<byte>.Shared.Rent(UploadContent.BufferSize);
    private readonly Stream _content;
    private readonly string _folder;
    private readonly WhenExists _whenExists;
    private readonly ExpandLimits _limits;
    private long _size;

    /// <summary>Creates an expander for one archive.</summary>
    /// <param name="content">The zip archive, in a stream that can seek.</param>
    /// <param name="folder">The full path of the folder; it is created if needed.</param>
    /// <param name="whenExists">What to do with existing files.</param>
    /// <param name="limits">The limits for its unpacked size.</param>
    public ArchiveExpander(Stream content, string folder, WhenExists whenExists, ExpandLimits limits)
    {
        _content = content;
        _folder = folder;
        _whenExists = whenExists;
        _limits = limits;
    }

    /// <summary>The number of existing files that were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>Unpacks the archive.</summary>
    /// <param name="cancellationToken">Cancels the operation. Files that are complete stay.</param>
    /// <returns>The full paths of the files.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>, <see cref="ScaleErrorId.FileExists"/>, or
    /// <see cref="ScaleErrorId.InvalidInput"/> if it is not a zip archive or exceeds the limits.</exception>
    public async Task<IReadOnlyList<string>> ExpandAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(_content, ZipArchiveMode.Read, leaveOpen: true);
            _limits.CheckEntries(archive.Entries.Count);
            var files = ArchiveEntries.Place(archive, _folder);
            CheckDeclaredSize(files);
            var missing = await FindMissingAsync(files, cancellationToken).ConfigureAwait(false);

            Directory.CreateDirectory(_folder);
            foreach (var file in missing)
            {
                await WriteAsync(file, cancellationToken).ConfigureAwait(false);
            }

            Skipped = files.Count - missing.Count;
            return files.Select(file => file.Path).ToList();
        }
        catch (IOException exception)
        {
            throw LocalFile.CannotUse(_folder, "written", exception);
        }
        catch (Exception exception) when ((exception as InvalidDataException ?? exception.InnerException as InvalidDataException) is { } damage)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, $"The content cannot be unpacked because it is not a valid zip archive: {damage.Message} Use Read-IkStorageObject without -ExpandArchive.", damage);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_part);
        ArrayPool<byte>.Shared.Return(_other);
    }

    private void CheckDeclaredSize(IReadOnlyList<ArchiveFile> files)
    {
        var declared = 0L;
        foreach (var file in files)
        {
            // Saturates: the sum of made-up sizes may not fit into a number.
            declared = file.Entry.Length > long.MaxValue - declared ? long.MaxValue : declared + file.Entry.Length;
            _limits.CheckSize(declared, _content.Length);
        }
    }

    // Returns the files to write. If one may not be written, this fails before any file is written.
    private async Task<IReadOnlyList<ArchiveFile>> FindMissingAsync(IReadOnlyList<ArchiveFile> files, CancellationToken cancellationToken)
    {
        var missing = new List<ArchiveFile>();
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            CheckPlace(file.Path, folders);
            var isThere = File.Exists(file.Path);
            if (isThere && _whenExists.HasFlag(WhenExists.SkipSame) && await IsSameAsync(file, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (isThere && !_whenExists.HasFlag(WhenExists.Overwrite))
            {
                throw _whenExists.HasFlag(WhenExists.SkipSame) ? DownloadTarget.IsDifferent(file.Path) : DownloadTarget.AlreadyThere(file.Path);
            }

            missing.Add(file);
        }

        return missing;
    }

    // Refuses a file where a folder exists, and a folder where a file exists.
    private void CheckPlace(string path, HashSet<string> folders)
    {
        if (Directory.Exists(path))
        {
            throw DownloadTarget.IsFolder(path);
        }

        for (var folder = Path.GetDirectoryName(path)!; folder.Length > _folder.Length && folders.Add(folder); folder = Path.GetDirectoryName(folder)!)
        {
            if (File.Exists(folder))
            {
                throw new ScaleException(
                    ScaleErrorId.InvalidPath, $"The folder '{folder}' cannot be created: a file has this name. Use another -Destination.") { Target = folder };
            }
        }
    }

    private async Task<bool> IsSameAsync(ArchiveFile file, CancellationToken cancellationToken)
    {
        if (new FileInfo(file.Path).Length != file.Entry.Length)
        {
            return false;
        }

        using var there = LocalFile.OpenRead(file.Path);
        using var packed = file.Entry.Open();
        int count;
        do
        {
            count = await FillAsync(packed, file.Entry.FullName, _part, cancellationToken).ConfigureAwait(false);
            if (await FillAsync(there, file.Path, _other, cancellationToken).ConfigureAwait(false) != count
                || !_part.AsSpan(0, count).SequenceEqual(_other.AsSpan(0, count)))
            {
                return false;
            }
        }
        while (count > 0);

        return true;
    }

    private async Task WriteAsync(ArchiveFile file, CancellationToken cancellationToken)
    {
        using var packed = file.Entry.Open();
        using var target = DownloadTarget.Create(file.Path, _whenExists.HasFlag(WhenExists.Overwrite));
        int count;
        while ((count = await LocalFile.ReadAsync(packed, file.Entry.FullName, _part, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Count(count);
            await target.Stream.WriteAsync(_part, 0, count, cancellationToken).ConfigureAwait(false);
        }

        target.Commit();
    }

    // The size in the archive is only a claim, so the real size counts too.
    private void Count(int count)
    {
        _size += count;
        _limits.CheckSize(_size, _content.Length);
    }

    private static async Task<int> FillAsync(Stream content, string name, byte[] part, CancellationToken cancellationToken)
    {
        var count = 0;
        var read = 0;
        while (count < UploadContent.BufferSize
            && (read = await ReadAsync(content, name, part, count, cancellationToken).ConfigureAwait(false)) > 0)
        {
            count += read;
        }

        return count;
    }

    private static async Task<int> ReadAsync(Stream content, string name, byte[] part, int start, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(part, start, UploadContent.BufferSize - start, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw LocalFile.CannotUse(name, "read", exception);
        }
    }
}
