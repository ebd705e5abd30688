using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>
/// Saves outputs as files named <c>&lt;uuid&gt;_&lt;index&gt;.&lt;ext&gt;</c>. Images have the extension of their real
/// format, objects in the storage are downloaded and checked, and other outputs are saved as JSON that can be an input.
/// </summary>
public sealed class OutputSaver
{
    private readonly IStorageClient _storage;

    /// <summary>Creates a saver.</summary>
    /// <param name="storage">The storage of the project that the outputs belong to.</param>
    public OutputSaver(IStorageClient storage)
    {
        _storage = storage;
    }

    /// <summary>Saves one output under a temporary name and renames it, so that there is never a partial file.</summary>
    /// <param name="output">The output.</param>
    /// <param name="folder">The full path of the folder; it is created if needed.</param>
    /// <param name="overwrite">Whether to replace an existing file.</param>
    /// <param name="options">The options of a download; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.FileExists"/>; <see cref="ScaleErrorId.InvalidPath"/>: the
    /// file cannot be written; <see cref="ScaleErrorId.ObjectNotFound"/>: the object in the storage no longer
    /// exists.</exception>
    public async Task<string> SaveAsync(
        IkOutput output, string folder, bool overwrite, TransferOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (output is IkStorageObjectOutput stored)
        {
            return await DownloadAsync(stored, folder, overwrite, options, cancellationToken).ConfigureAwait(false);
        }

        var path = PathFor(output, folder, InlineExtension(output), overwrite);
        await SaveInlineAsync(output, path, overwrite, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Returns the file that an output was saved to; null for none.</summary>
    internal static string? FindSaved(IkOutput output, string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, FormattableString.Invariant($"{Safe(output.Uuid)}_{output.Index}.*")).FirstOrDefault()
        : null;

    /// <summary>The file name for an output that is a part of the result.</summary>
    internal static string InlineName(IkOutput output) =>
        FormattableString.Invariant($"{Safe(output.Uuid)}_{output.Index}{Safe(InlineExtension(output))}");

    /// <summary>The content of an output that is a part of the result: the image, or its JSON.</summary>
    internal static byte[] InlineContent(IkOutput output) =>
        output is IkImageOutput image ? image.GetBytes() : new UTF8Encoding(false).GetBytes(output.RawJson);

    /// <summary>Writes an output that is a part of the result to a file: under a temporary name, then renamed.</summary>
    internal static async Task SaveInlineAsync(IkOutput output, string path, bool overwrite, CancellationToken cancellationToken)
    {
        var content = InlineContent(output);
        using var target = DownloadTarget.Create(path, overwrite);
        try
        {
            await target.Stream.WriteAsync(content, 0, content.Length, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw LocalFile.CannotUse(path, "written", exception);
        }

        target.Commit();
    }

    private static string InlineExtension(IkOutput output) =>
        output is IkImageOutput image ? MediaTypes.ExtensionFor(image.ContentType) ?? ".bin" : ".json";

    // The object is requested again: its description in the result may lack the sha256 for the check.
    private async Task<string> DownloadAsync(
        IkStorageObjectOutput output, string folder, bool overwrite, TransferOptions? options, CancellationToken cancellationToken)
    {
        var source = output.Uid is null ? null : await _storage.FindByUidAsync(output.Uid, cancellationToken).ConfigureAwait(false);
        if (source is null)
        {
            throw new ScaleException(
                ScaleErrorId.ObjectNotFound,
                output.Uid is null
                    ? $"Output {output.Index} of run '{output.Uuid}' cannot be downloaded: the service did not return its uid."
                    : $"Output {output.Index} of run '{output.Uuid}' cannot be downloaded: the object with uid '{output.Uid}' no longer exists. " +
                      "The service deletes a temporary object after about one hour: run the input again.")
            {
                Target = output.Uid ?? output.Uuid,
            };
        }

        var path = PathFor(output, folder, ExtensionOf(source), overwrite);
        await _storage.DownloadFileAsync(
            source, path, overwrite ? WhenExists.Overwrite : WhenExists.Fail, options, cancellationToken).ConfigureAwait(false);
        return path;
    }

    // For a content type without a meaning, the extension of the name is used.
    private static string ExtensionOf(IkStorageObject source)
    {
        const string Unknown = ".bin";
        var typed = MediaTypes.ExtensionFor(source.ContentType);
        var named = source.Path is null ? string.Empty : Path.GetExtension(StoragePath.NameOf(source.Path));
        return typed is not (null or Unknown) ? typed
            : named.Length > 1 ? named
            : source.IsDirectoryArchive ? ".zip" : Unknown;
    }

    private static string PathFor(IkOutput output, string folder, string extension, bool overwrite)
    {
        var name = FormattableString.Invariant($"{Safe(output.Uuid)}_{output.Index}{Safe(extension)}");
        var path = Path.Combine(folder, name);
        return overwrite || !File.Exists(path)
            ? path
            : throw new ScaleException(
                ScaleErrorId.FileExists, $"The file '{path}' already exists. Use -Force to overwrite it, or another -Destination.")
            {
                Target = path,
            };
    }

    // Uuid and extension come from the service. As parts of a local path they must not lead elsewhere.
    private static string Safe(string text) =>
        new(text.Select(character => IsSafe(character) ? character : '_').ToArray());

    private static bool IsSafe(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.';
}
