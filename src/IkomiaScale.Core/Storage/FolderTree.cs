namespace IkomiaScale.Storage;

/// <summary>Walks a local folder.</summary>
internal static class FolderTree
{
    /// <summary>The files below a folder, as paths relative to it, in the order of their names.</summary>
    /// <param name="root">The full path of the folder.</param>
    /// <param name="skipLink">Told of each linked folder, which is not followed: it may lead in a circle.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: a folder cannot be read.</exception>
    public static IEnumerable<string> Files(string root, Action<string> skipLink) => Files(root, string.Empty, skipLink);

    private static IEnumerable<string> Files(string root, string relative, Action<string> skipLink)
    {
        foreach (var item in Entries(Path.Combine(root, relative)))
        {
            var path = Path.Combine(relative, item.Name);
            if (item is FileInfo)
            {
                yield return path;
            }
            else if (item.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                skipLink(item.FullName);
            }
            else
            {
                foreach (var file in Files(root, path, skipLink))
                {
                    yield return file;
                }
            }
        }
    }

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos().OrderBy(item => item.Name, StringComparer.Ordinal).ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(folder, "read", exception);
        }
    }
}
