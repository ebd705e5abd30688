namespace IkomiaScale.Storage;

/// <summary>Local names for stored objects.</summary>
internal static class FileNames
{
    /// <summary>The uid, with the extension of the content's type.</summary>
    public static string ForTemporary(IkStorageObject source) =>
        source.Uid + (MediaTypes.ExtensionFor(source.ContentType) ?? (source.IsDirectoryArchive ? ".zip" : string.Empty));

    /// <summary>Whether the service describes an object as a zipped folder.</summary>
    public static bool IsArchive(IkStorageObject source) =>
        source.IsDirectoryArchive || string.Equals(source.ContentType, "application/zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>A path without the extension of its name.</summary>
    public static string WithoutExtension(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot > path.LastIndexOf('/') + 1 ? path.Substring(0, dot) : path;
    }
}
