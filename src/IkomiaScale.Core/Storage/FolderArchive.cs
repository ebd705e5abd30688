using System.IO.Compression;

namespace IkomiaScale.Storage;

/// <summary>Writes folders as zip archives, the form of objects with <c>is_directory_archive</c> (docs/protocol.md, section 7).</summary>
internal static class FolderArchive
{
    // The range of years in a zip archive.
    private const int FirstYear = 1980;
    private const int LastYear = 2107;

    /// <summary>Zips a folder into a stream, which need not seek. Linked folders are skipped: they may form a cycle.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: a file cannot be read.</exception>
    public static async Task WriteAsync(string folder, Stream sink, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(sink, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var relative in FolderTree.Files(folder, _ => { }))
        {
            var path = Path.Combine(folder, relative);
            using var content = LocalFile.OpenRead(path);

            // Videos and images hardly shrink; more effort would only take time.
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
