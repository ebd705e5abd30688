using IkomiaScale.Api;
using IkomiaScale.Errors;
using IkomiaScale.Retries;

namespace IkomiaScale.Storage;

/// <summary>Uploads objects: streamed, hashed on the way, and compared with what the service stored.</summary>
internal sealed class ObjectUploader
{
    /// <summary>
    /// From this size on, the headers go first and wait for the server's consent. Below it, sending the body is cheaper than
    /// the wait.
    /// </summary>
    private const long AskFirstSize = 1024 * 1024;

    private readonly StorageUrls _urls;
    private readonly IStorageClient _storage;
    private readonly ObjectCreator _creator;

    public ObjectUploader(StorageUrls urls, IStorageClient storage, ObjectCreator creator)
    {
        _storage = storage;
        _urls = urls;
        _creator = creator;
    }

    public async Task<IkStorageObject> UploadAsync(UploadRequest request, CancellationToken cancellationToken)
    {
        var path = request.Path is null ? null : StoragePath.Normalize(request.Path);
        var contentType = request.ContentType ?? MediaTypes.FromName(path) ?? MediaTypes.FromName(request.Source.Name) ?? request.Source.DefaultContentType;
        if (contentType.Any(char.IsControl))
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, $"The content type '{Printable.OneLine(contentType, 100)}' has a control character. Use a value such as 'image/png'.")
            {
                Target = path ?? request.Source.Name,
            };
        }

        if (path is not null && request.WhenExists.HasFlag(WhenExists.SkipSame)
            && await FindSameAsync(request, path, cancellationToken).ConfigureAwait(false) is { } same)
        {
            return same;
        }

        var replaces = path is not null && request.WhenExists.HasFlag(WhenExists.Overwrite);

        UploadContent? sent = null;
        var call = new ApiCall(replaces ? HttpMethod.Put : HttpMethod.Post, _urls.Object(path), Subjects.Object(path))
        {
            Target = path ?? request.Source.Name,
            CanRepeatContent = () => request.Source.IsRepeatable,
            IsTransfer = true,
            Repeat = ObjectCreator.RepeatFor(path, replaces),
            ExpectContinue = request.Source.Length is null or >= AskFirstSize,
            CreateContent = timer => ObjectForm.ForUpload(
                sent = new UploadContent(request.Source, request.Options, timer), contentType, request.Source.IsDirectoryArchive),
        };

        var isCompared = false;
        var stored = await _creator.SaveAsync(
            call, path, isShort: false, async (there, token) => isCompared = await IsSameAsync(there, request, sent, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return isCompared || IsAsSent(stored, sent!)
            ? stored
            : await SettleAsync(stored, path, sent!, wasCreated: !replaces, cancellationToken).ConfigureAwait(false);
    }

    // The local content is hashed only if an object of the same size exists.
    private async Task<IkStorageObject?> FindSameAsync(UploadRequest request, string path, CancellationToken cancellationToken)
    {
        if (await _storage.FindAsync(path, cancellationToken).ConfigureAwait(false) is not { } existing
            || (existing.Size is { } size && request.Source.Length is { } length && size != length))
        {
            return null;
        }

        var sha256 = await request.Source.ComputeSha256Async(cancellationToken).ConfigureAwait(false);
        if (sha256 is null || !existing.HasContent(request.Source.Length, sha256))
        {
            return null;
        }

        request.Options.Progress?.Skip();
        return existing;
    }

    // Whether an object that was found after a failure is the one that was sent. The hash of the last try is used if that try
    // sent everything.
    private static async Task<bool> IsSameAsync(IkStorageObject there, UploadRequest request, UploadContent? sent, CancellationToken cancellationToken) =>
        sent?.Sha256 is { } sha256
            ? there.HasContent(sent.BytesSent, sha256)
            : await request.Source.ComputeSha256Async(cancellationToken).ConfigureAwait(false) is { } computed
                && there.HasContent(request.Source.Length, computed);

    private static bool IsAsSent(IkStorageObject stored, UploadContent sent) =>
        (stored.Size is not { } size || size == sent.BytesSent)
        && (stored.Sha256 is not { } sha256 || sent.Sha256 is not { } expected || string.Equals(sha256, expected, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds out whether the storage or only its answer is wrong, and deletes a damaged object that this call created.</summary>
    /// <returns>The object, if only the answer was wrong.</returns>
    private async Task<IkStorageObject> SettleAsync(
        IkStorageObject stored, string? path, UploadContent sent, bool wasCreated, CancellationToken cancellationToken)
    {
        var advice = path is null ? "Send it again." : "Send it again with -Force.";
        try
        {
            var there = path is null ? null : await _storage.FindAsync(path, cancellationToken).ConfigureAwait(false);
            if (there is not null && (sent.Sha256 is { } sha256 ? there.HasContent(sent.BytesSent, sha256) : there.Size == sent.BytesSent))
            {
                return there;
            }

            // Only the object that this call created, not one that somebody else created since.
            if (wasCreated && there?.Uid == stored.Uid)
            {
                await _storage.DeleteAsync(path!, cancellationToken).ConfigureAwait(false);
                advice = "The damaged object was deleted; send it again.";
            }
        }
        catch (ScaleException)
        {
            // The damaged object is the failure to report, not the failed clean-up.
        }

        throw new ScaleException(
            ScaleErrorId.ChecksumMismatch,
            $"The upload of the {Subjects.Object(path)} failed, because the storage has other content than was sent: " +
            FormattableString.Invariant($"{stored.Size} bytes with sha256 {Printable.OneLine(stored.Sha256 ?? string.Empty, 64)} instead of {sent.BytesSent} bytes with sha256 {sent.Sha256}. ") +
            advice)
        {
            Target = stored.Path ?? stored.Uid,
        };
    }
}
