using IkomiaScale.Retries;

namespace IkomiaScale.Storage;

/// <summary>Uploads: streamed, hashed on the way, compared with what the service says it has.</summary>
internal sealed class ObjectUploader
{
    /// <summary>From this size on the server is asked first; below, the body is cheaper than the wait.</summary>
    private const long AskFirstSize = 1024 * 1024;

    private readonly ApiChannel _channel;
    private readonly StorageUrls _urls;
    private readonly IStorageClient _storage;

    public ObjectUploader(ApiChannel channel, StorageUrls urls, IStorageClient storage)
    {
        _storage = storage;
        _channel = channel;
        _urls = urls;
    }

    public async Task<IkStorageObject> UploadAsync(UploadRequest request, CancellationToken cancellationToken)
    {
        var path = request.Path is null ? null : StoragePath.Normalize(request.Path);
        var contentType = request.ContentType ?? MediaTypes.FromName(path) ?? MediaTypes.FromName(request.Source.Name) ?? request.Source.DefaultContentType;
        if (path is not null && request.WhenExists.HasFlag(WhenExists.SkipSame)
            && await FindSameAsync(request, path, cancellationToken).ConfigureAwait(false) is { } same)
        {
            return same;
        }

        var replaces = path is not null && request.WhenExists.HasFlag(WhenExists.Overwrite);

        UploadContent? sent = null;
        var call = new ApiCall(replaces ? HttpMethod.Put : HttpMethod.Post, _urls.Object(path), Subjects.Object(path))
        {
            Repeat = !request.Source.IsRepeatable ? Repeat.Never : replaces ? Repeat.Always : Repeat.IfNotSent,
            ExpectContinue = request.Source.Length is null or >= AskFirstSize,
            CreateContent = timer => ObjectForm.ForUpload(
                sent = new UploadContent(request.Source, request.Options, timer), contentType, request.Source.IsDirectoryArchive),
        };

        var stored = IkStorageObject.FromJson(await _channel.SendForJsonAsync(call, cancellationToken).ConfigureAwait(false));
        Compare(stored, sent!, Subjects.Object(path));
        return stored;
    }

    // The local content is hashed only if there is an object of the same size to compare it with.
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

    private static void Compare(IkStorageObject stored, UploadContent sent, string subject)
    {
        var sizeDiffers = stored.Size is { } size && size != sent.BytesSent;
        var hashDiffers = stored.Sha256 is { } sha256 && sent.Sha256 is { } expected
            && !string.Equals(sha256, expected, StringComparison.OrdinalIgnoreCase);
        if (sizeDiffers || hashDiffers)
        {
            throw new ScaleException(
                ScaleErrorId.ChecksumMismatch,
                $"The storage holds something else than what was sent as {subject}: " +
                FormattableString.Invariant($"{stored.Size} bytes with sha256 {stored.Sha256} instead of {sent.BytesSent} bytes with sha256 {sent.Sha256}. ") +
                "Send it again with -Force.")
            {
                Target = stored.Path ?? stored.Uid,
            };
        }
    }
}
