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
}
