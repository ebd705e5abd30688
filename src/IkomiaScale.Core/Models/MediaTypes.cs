namespace IkomiaScale;

/// <summary>The media types of the file extensions that are common in computer vision.</summary>
public static class MediaTypes
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        // Images
        [".avif"] = "image/avif", [".bmp"] = "image/bmp", [".dib"] = "image/bmp", [".gif"] = "image/gif", [".heic"] = "image/heic",
        [".heif"] = "image/heif", [".ico"] = "image/vnd.microsoft.icon", [".jfif"] = "image/jpeg", [".jpe"] = "image/jpeg",
        [".jpeg"] = "image/jpeg", [".jpg"] = "image/jpeg", [".jp2"] = "image/jp2", [".png"] = "image/png", [".svg"] = "image/svg+xml",
        [".tif"] = "image/tiff", [".tiff"] = "image/tiff", [".webp"] = "image/webp", [".pgm"] = "image/x-portable-graymap",
        [".ppm"] = "image/x-portable-pixmap", [".pbm"] = "image/x-portable-bitmap", [".exr"] = "image/x-exr", [".dcm"] = "application/dicom",

        // Videos
        [".3gp"] = "video/3gpp", [".avi"] = "video/x-msvideo", [".flv"] = "video/x-flv", [".m2ts"] = "video/mp2t", [".m4v"] = "video/x-m4v",
        [".mkv"] = "video/x-matroska", [".mov"] = "video/quicktime", [".mp4"] = "video/mp4", [".mpe"] = "video/mpeg", [".mpeg"] = "video/mpeg",
        [".mpg"] = "video/mpeg", [".mts"] = "video/mp2t", [".ogv"] = "video/ogg", [".qt"] = "video/quicktime", [".webm"] = "video/webm",
        [".wmv"] = "video/x-ms-wmv",

        // Sound
        [".aac"] = "audio/aac", [".flac"] = "audio/flac", [".m4a"] = "audio/mp4", [".mp3"] = "audio/mpeg", [".ogg"] = "audio/ogg",
        [".opus"] = "audio/opus", [".wav"] = "audio/wav",

        // Text and data
        [".css"] = "text/css", [".csv"] = "text/csv", [".htm"] = "text/html", [".html"] = "text/html", [".js"] = "text/javascript",
        [".json"] = "application/json", [".jsonl"] = "application/x-ndjson", [".geojson"] = "application/geo+json", [".log"] = "text/plain",
        [".markdown"] = "text/markdown", [".md"] = "text/markdown", [".ndjson"] = "application/x-ndjson", [".srt"] = "application/x-subrip",
        [".tsv"] = "text/tab-separated-values", [".txt"] = "text/plain", [".vtt"] = "text/vtt", [".xml"] = "application/xml",
        [".yaml"] = "application/yaml", [".yml"] = "application/yaml",

        // Documents, archives, models
        [".7z"] = "application/x-7z-compressed", [".bz2"] = "application/x-bzip2", [".gz"] = "application/gzip", [".pdf"] = "application/pdf",
        [".rar"] = "application/vnd.rar", [".tar"] = "application/x-tar", [".tgz"] = "application/gzip", [".xz"] = "application/x-xz",
        [".zip"] = "application/zip", [".bin"] = "application/octet-stream", [".npy"] = "application/octet-stream",
        [".onnx"] = "application/octet-stream", [".pt"] = "application/octet-stream", [".wasm"] = "application/wasm",
    };

    // For types with several extensions, the most common one.
    private static readonly Dictionary<string, string> ToExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/bmp"] = ".bmp", ["image/jpeg"] = ".jpg", ["image/tiff"] = ".tif", ["video/quicktime"] = ".mov", ["video/mpeg"] = ".mpg",
        ["video/mp2t"] = ".mts", ["text/html"] = ".html", ["text/plain"] = ".txt", ["text/markdown"] = ".md", ["application/gzip"] = ".gz",
        ["application/x-ndjson"] = ".jsonl", ["application/yaml"] = ".yaml", ["application/octet-stream"] = ".bin", ["audio/x-wav"] = ".wav",
        ["application/x-zip-compressed"] = ".zip", ["text/xml"] = ".xml", ["text/json"] = ".json",
    };

    /// <summary>Returns the media type for the extension of a name, or null.</summary>
    public static string? FromName(string? name) =>
        name is not null && ByExtension.TryGetValue(ExtensionOf(name), out var type) ? type : null;

    /// <summary>Returns the usual extension of a media type with its dot, or null.</summary>
    public static string? ExtensionFor(string? contentType)
    {
        if (contentType is null)
        {
            return null;
        }

        var bare = contentType.Split(';')[0].Trim();
        return ToExtension.TryGetValue(bare, out var extension)
            ? extension
            : ByExtension.FirstOrDefault(pair => string.Equals(pair.Value, bare, StringComparison.OrdinalIgnoreCase)).Key;
    }

    /// <summary>Whether a content of this type is readable text.</summary>
    public static bool IsText(string? contentType)
    {
        var bare = contentType?.Split(';')[0].Trim() ?? string.Empty;
        return bare.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
            || bare.ToUpperInvariant() is "APPLICATION/JSON" or "APPLICATION/XML" or "APPLICATION/YAML" or "APPLICATION/X-NDJSON" or "APPLICATION/X-SUBRIP";
    }

    /// <summary>Whether it is the media type of an image.</summary>
    public static bool IsImage(string? contentType) => contentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether it is the media type of a video.</summary>
    public static bool IsVideo(string? contentType) => contentType?.StartsWith("video/", StringComparison.OrdinalIgnoreCase) == true;

    private static string ExtensionOf(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 || dot < name.LastIndexOf('/') ? string.Empty : name.Substring(dot);
    }
}
