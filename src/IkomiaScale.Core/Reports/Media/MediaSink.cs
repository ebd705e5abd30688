using System.Text.RegularExpressions;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports.Media;

/// <summary>
/// Stores the pictures of a report: in the page as text, or in a folder next to it if the page would become too large. Files
/// in the folder are named by their content, so that an existing report with the same folder stays valid until the new one
/// replaces it.
/// </summary>
internal sealed class MediaSink
{
    private const int PieceSize = 48 * 1024;
    private static readonly Regex Form = new(@"^[0-9a-f]{24}\.[a-z0-9]{2,4}$", RegexOptions.CultureInvariant);

    private readonly string _folder;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _made = [];
    private bool _madeFolder;

    public MediaSink(string report)
    {
        FolderName = Path.GetFileNameWithoutExtension(report) + "_files";
        _folder = Path.Combine(Path.GetDirectoryName(report)!, FolderName);
    }

    /// <summary>The name of the folder next to the report.</summary>
    public string FolderName { get; }

    /// <summary>The number of files next to the report.</summary>
    public int FileCount => _used.Count;

    /// <summary>The number of characters that a content takes in the page.</summary>
    public static long EmbeddedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Writes a content into the page as a data URL.</summary>
    public static void Embed(MediaFile file, TextWriter page)
    {
        page.Write("data:");
        page.Write(file.ContentType);
        page.Write(";base64,");
        using var content = file.Open();
        var bytes = new byte[PieceSize];
        var text = new char[PieceSize / 3 * 4];
        int filled;
        while ((filled = Fill(content, file.Name, bytes)) > 0)
        {
            page.Write(text, 0, Convert.ToBase64CharArray(bytes, 0, filled, text, 0));
        }
    }

    /// <summary>Writes a content into the folder next to the report.</summary>
    /// <returns>The relative URL of the file.</returns>
    /// <exception cref="ScaleException">The content cannot be read or written.</exception>
    public async Task<string> PutBesideAsync(MediaFile file, CancellationToken cancellationToken)
    {
        string hash;
        using (var content = file.Open())
        {
            hash = await Hex.Sha256Async(content, file.Name, cancellationToken).ConfigureAwait(false);
        }

        var name = hash.Substring(0, 24) + (MediaTypes.ExtensionFor(file.ContentType) ?? ".bin");
        var path = Path.Combine(_folder, name);
        if (_used.Add(name) && !File.Exists(path))
        {
            _madeFolder |= !Directory.Exists(_folder);
            using var target = DownloadTarget.Create(path, overwrite: true);
            using (var content = file.Open())
            {
                await LocalFile.CopyAsync(content, file.Name, target.Stream, cancellationToken).ConfigureAwait(false);
            }

            target.Commit();
            _made.Add(path);
        }

        return Uri.EscapeDataString(FolderName) + "/" + name;
    }

    /// <summary>Deletes the files of an older report that this one does not use. Other files in the folder are not touched.</summary>
    public void RemoveOlder() => Tidy(() =>
    {
        foreach (var path in Directory.EnumerateFiles(_folder).Where(path => Form.IsMatch(Path.GetFileName(path)) && !_used.Contains(Path.GetFileName(path))).ToList())
        {
            File.Delete(path);
        }

        RemoveEmptyFolder();
    });

    /// <summary>Deletes the files that were written here, because the report is not completed.</summary>
    public void DeleteWritten() => Tidy(() =>
    {
        _made.ForEach(File.Delete);
        if (_madeFolder)
        {
            RemoveEmptyFolder();
        }
    });

    private void RemoveEmptyFolder()
    {
        if (!Directory.EnumerateFileSystemEntries(_folder).Any())
        {
            Directory.Delete(_folder);
        }
    }

    private void Tidy(Action action)
    {
        try
        {
            if (Directory.Exists(_folder))
            {
                action();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The clean-up is optional.
        }
    }

    private static int Fill(Stream content, string name, byte[] bytes)
    {
        try
        {
            var filled = 0;
            int read;
            while (filled < bytes.Length && (read = content.Read(bytes, filled, bytes.Length - filled)) > 0)
            {
                filled += read;
            }

            return filled;
        }
        catch (IOException exception)
        {
            throw LocalFile.CannotUse(name, "read", exception);
        }
    }
}
