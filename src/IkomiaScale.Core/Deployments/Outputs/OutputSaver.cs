using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>
/// Saves outputs as files named <c>&lt;uuid&gt;_&lt;index&gt;.&lt;ext&gt;</c>: images with the extension of their real format, stored
/// objects downloaded and checked, the rest as JSON that can be an input again.
/// </summary>
public sealed class OutputSaver
{
    private readonly IStorageClient _storage;

    /// <summary>Makes a saver.</summary>
    /// <param name="storage">The storage of the project that the outputs are of.</param>
    public OutputSaver(IStorageClient storage)
    {
        _storage = storage;
    }

    /// <summary>Saves one output: under a temporary name, then renamed, so that there is never half a file.</summary>
    /// <param name="output">The output.</param>
    /// <param name="folder">The full path of the folder; made if needed.</param>
    /// <param name="overwrite">Whether an older file is replaced.</param>
    /// <param name="options">Progress and checks of a download; null for the usual ones.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.FileExists"/>, <see cref="ScaleErrorId.InvalidPath"/>, or for a stored object that is gone
    /// <see cref="ScaleErrorId.ObjectNotFound"/>.
    /// </exception>
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

    /// <summary>The file that an output was saved to before; null for none.</summary>
    internal static string? FindSaved(IkOutput output, string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, FormattableString.Invariant($"{Safe(output.Uuid)}_{output.Index}.*")).FirstOrDefault()
        : null;

    /// <summary>The name of a file for an output that came with the results.</summary>
    internal static string InlineName(IkOutput output) =>
        FormattableString.Invariant($"{Safe(output.Uuid)}_{output.Index}{Safe(InlineExtension(output))}");

    /// <summary>The content of an output that came with the results: the image, or its JSON.</summary>
    internal static byte[] InlineContent(IkOutput output) =>
        output is IkImageOutput image ? image.GetBytes() : new UTF8Encoding(false).GetBytes(output.RawJson);

    /// <summary>Writes an output that came with the results to a file: under a temporary name, then renamed.</summary>
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

    // The object is asked for anew: with the results it may have come without the hash that the download is checked against.
    private async Task<string> DownloadAsync(
        IkStorageObjectOutput output, string folder, bool overwrite, TransferOptions? options, CancellationToken cancellationToken)
    {
        var source = output.Uid is null ? null : await _storage.FindByUidAsync(output.Uid, cancellationToken).ConfigureAwait(false);
        if (source is null)
        {
            throw new ScaleException(
                ScaleErrorId.ObjectNotFound,
                output.Uid is null
                    ? $"The service did not tell the uid of output {output.Index} of run '{output.Uuid}', so it cannot be downloaded."
                    : $"The object with uid '{output.Uid}' of run '{output.Uuid}' is not there any more. " +
                      "A temporary object is deleted after about an hour.")
            {
                Target = output.Uid ?? output.Uuid,
            };
        }

        var path = PathFor(output, folder, ExtensionOf(source), overwrite);
        await _storage.DownloadFileAsync(
            source, path, overwrite ? WhenExists.Overwrite : WhenExists.Fail, options, cancellationToken).ConfigureAwait(false);
        return path;
    }

    // A content type that says nothing leaves it to the name.
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
                ScaleErrorId.FileExists, $"There is already a file '{path}'. Use -Force to overwrite it, or another -Destination.")
            {
                Target = path,
            };
    }

    // Uuid and extension are the service's words; as parts of a local path they must not lead anywhere else.
    private static string Safe(string text) =>
        new(text.Select(character => IsSafe(character) ? character : '_').ToArray());

    private static bool IsSafe(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.';
}
