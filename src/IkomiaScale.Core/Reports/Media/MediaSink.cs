using System.Text.RegularExpressions;
using IkomiaScale.Storage;

namespace IkomiaScale.Reports.Media;

/// <summary>
/// Where pictures go: into the page as text, or where they would make it too large into a folder beside it. There a file is named by its
/// content, so that an older report over the same folder stays right until the new one is there.
/// </summary>
internal sealed class MediaSink
{
    private const int PieceSize = 48 * 1024;
    private static readonly Regex Form = new(@"^[0-9a-f]{24}\.[a-z0-9]{2,4}$", RegexOptions.CultureInvariant);

    private readonly string _folder;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _made = [];
    private bool _madeFolder;

    /// <summary>Makes one.</summary>
    /// <param name="report">The full path of the report.</param>
    public MediaSink(string report)
    {
        FolderName = Path.GetFileNameWithoutExtension(report) + "_files";
        _folder = Path.Combine(Path.GetDirectoryName(report)!, FolderName);
    }

    /// <summary>The name of the folder beside the report.</summary>
    public string FolderName { get; }

    /// <summary>How many files lie beside the report.</summary>
    public int FileCount => _used.Count;

    /// <summary>How many characters a content takes in the page.</summary>
    public static long EmbeddedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Writes a content into the page as the address of its element.</summary>
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

    /// <summary>Puts a content into the folder beside the report.</summary>
    /// <returns>Its address as the page has it.</returns>
    /// <exception cref="ScaleException">It cannot be read or written.</exception>
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

    /// <summary>Removes what an older report had beside it and this one has not. Nothing else in the folder is touched.</summary>
    public void RemoveOlder() => Tidy(() =>
    {
        foreach (var path in Directory.EnumerateFiles(_folder).Where(path => Form.IsMatch(Path.GetFileName(path)) && !_used.Contains(Path.GetFileName(path))).ToList())
        {
            File.Delete(path);
        }

        RemoveEmptyFolder();
    });

    /// <summary>Removes what was made here, as there will be no report.</summary>
    public void TakeBack() => Tidy(() =>
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
            // What stays is in nobody's way.
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
