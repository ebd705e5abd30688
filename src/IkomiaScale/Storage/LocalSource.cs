namespace IkomiaScale.Storage;

/// <summary>A local file to send, and where it stands below the root that was given.</summary>
/// <param name="fullPath">The file's full path.</param>
/// <param name="relativePath">Its path below the root with <c>/</c>; its name where it was itself given.</param>
/// <param name="isInTree">Whether it was found below a folder, so that the destination is a directory.</param>
internal sealed class LocalSource(string fullPath, string relativePath, bool isInTree)
{
    public string FullPath { get; } = fullPath;

    public string RelativePath { get; } = relativePath;

    public bool IsInTree { get; } = isInTree;

    /// <summary>Whether it is a folder that is sent as one archive.</summary>
    public bool IsFolder { get; init; }

    /// <summary>What is sent.</summary>
    /// <exception cref="ScaleException">It is not there, or not what it was.</exception>
    public UploadSource ToUploadSource() => IsFolder ? UploadSource.FromFolder(FullPath) : UploadSource.FromFile(FullPath);
}
