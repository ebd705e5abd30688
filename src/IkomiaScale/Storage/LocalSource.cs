namespace IkomiaScale.Storage;

/// <summary>A local file to send, with its path below the root of the command.</summary>
/// <param name="fullPath">The file's full path.</param>
/// <param name="relativePath">The path below the root, with <c>/</c>; the name of a file that the command names itself.</param>
/// <param name="isInTree">Whether the file was found below a folder, so that the destination is a directory.</param>
internal sealed class LocalSource(string fullPath, string relativePath, bool isInTree)
{
    public string FullPath { get; } = fullPath;

    public string RelativePath { get; } = relativePath;

    public bool IsInTree { get; } = isInTree;

    /// <summary>Whether the source is a folder to send as one archive.</summary>
    public bool IsFolder { get; init; }

    /// <summary>The source for an upload.</summary>
    /// <exception cref="ScaleException">The file or folder no longer exists, or is now the other of both.</exception>
    public UploadSource ToUploadSource() => IsFolder ? UploadSource.FromFolder(FullPath) : UploadSource.FromFile(FullPath);
}
