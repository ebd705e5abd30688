using System.IO.Compression;

namespace IkomiaScale.Storage;

/// <summary>Folders as zip archives, which is what <c>is_directory_archive</c> stands for (PROTOCOL 7).</summary>
internal static class FolderArchive
{
    // The years that a zip can hold.
    private const int FirstYear = 1980;
    private const int LastYear = 2107;

    /// <summary>Zips a folder into a stream that need not be able to seek. Linked folders are left out: they may lead in a circle.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: a file cannot be read.</exception>
    public static async Task WriteAsync(string folder, Stream sink, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(sink, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var relative in FolderTree.Files(folder, _ => { }))
        {
            var path = Path.Combine(folder, relative);
            using var content = LocalFile.OpenRead(path);

            // Videos and images hardly shrink; more effort would only cost time.
            var entry = archive.CreateEntry(relative.Replace(Path.DirectorySeparatorChar, '/'), CompressionLevel.Fastest);
            var time = File.GetLastWriteTime(path);
            if (time.Year is >= FirstYear and <= LastYear)
            {
                entry.LastWriteTime = time;
            }

            using var target = entry.Open();
            await LocalFile.CopyAsync(content, path, target, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Unpacks an archive. All names are checked before anything is written: an archive with an entry that leaves the folder
    /// is refused as a whole. Each file is written beside its place and renamed.
    /// </summary>
    /// <param name="content">The zip, in a stream that can seek.</param>
    /// <param name="folder">The full path of the folder; it is made if needed.</param>
    /// <param name="whenExists">What happens to files that are there; only whether they are overwritten counts.</param>
    /// <param name="cancellationToken">Ends it; files that are complete stay.</param>
    /// <returns>The full paths of the files.</returns>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.InvalidPath"/>, <see cref="ScaleErrorId.FileExists"/>, or <see cref="ScaleErrorId.InvalidInput"/>
    /// where it is not a zip.
    /// </exception>
    public static async Task<IReadOnlyList<string>> ExpandAsync(
        Stream content, string folder, WhenExists whenExists, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var overwrite = whenExists.HasFlag(WhenExists.Overwrite);

            // Some zip programs write backslashes; an entry without a name is a folder.
            var files = archive.Entries
                .Select(entry => (Entry: entry, Name: entry.FullName.Replace('\\', '/')))
                .Where(item => !item.Name.EndsWith("/", StringComparison.Ordinal))
                .Select(item => (item.Entry, Path: LocalPath.Below(folder, item.Name)))
                .ToList();
            foreach (var (_, path) in files.Where(file => !overwrite && File.Exists(file.Path)))
            {
                throw DownloadTarget.AlreadyThere(path);
            }

            Directory.CreateDirectory(folder);
            foreach (var (entry, path) in files)
            {
                using var entryContent = entry.Open();
                using var target = DownloadTarget.Create(path, overwrite);
                await LocalFile.CopyAsync(entryContent, entry.FullName, target.Stream, cancellationToken).ConfigureAwait(false);
                target.Commit();
            }

            return files.Select(file => file.Path).ToList();
        }
        catch (IOException exception)
        {
            throw LocalFile.CannotUse(folder, "written", exception);
        }
        catch (Exception exception) when ((exception as InvalidDataException ?? exception.InnerException as InvalidDataException) is { } damage)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, $"The content is not a zip archive that can be read: {damage.Message} Read it without -ExpandArchive.", damage);
        }
    }
}
