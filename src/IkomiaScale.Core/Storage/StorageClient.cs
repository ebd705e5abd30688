using System.Globalization;
using System.Runtime.CompilerServices;
using IkomiaScale.Api;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Storage;

/// <summary>The storage of a project (docs/protocol.md, section 3).</summary>
internal sealed class StorageClient : IStorageClient
{
    private readonly ApiChannel _channel;
    private readonly RetryPolicy _retries;
    private readonly ObjectCreator _creator;
    private readonly StorageUrls _urls;
    private readonly StorageActivity _activity;
    private readonly ObjectUploader _uploader;
    private readonly ObjectDownloader _downloader;

    public StorageClient(ApiChannel channel, RetryPolicy retries, ScaleClientOptions options)
    {
        _channel = channel;
        _retries = retries;
        _urls = new StorageUrls(options.StorageUrl);
        _activity = StorageActivity.In(options.StorageUrl);
        _creator = new ObjectCreator(channel, retries, this, _activity);
        _uploader = new ObjectUploader(_urls, this, _creator);
        _downloader = new ObjectDownloader(channel, retries, this, options);
    }

    public IAsyncEnumerable<IkStorageObject> ListAsync(string directory, CancellationToken cancellationToken = default) =>
        ListAsync(directory, static _ => { }, cancellationToken);

    /// <summary>Lists like <see cref="ListAsync(string, CancellationToken)"/>, and reports paths that only start with the same letters.</summary>
    internal async IAsyncEnumerable<IkStorageObject> ListAsync(
        string directory, Action<string> outside, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bare = StoragePath.NormalizeDirectory(directory);
        var onlyBelow = directory.EndsWith("/", StringComparison.Ordinal);
        await foreach (var item in ListPrefixAsync(bare, cancellationToken).ConfigureAwait(false))
        {
            if (item.Path is { } path && StoragePath.IsInside(bare, path) && (path != bare || !onlyBelow))
            {
                yield return item;
            }
            else if (item.Path is { } other)
            {
                outside(other);
            }
        }
    }

    public async IAsyncEnumerable<IkStorageObject> ListBySha256Async(
        string sha256, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var items = ObjectListing.WalkAsync(_channel, _activity, page => _urls.BySha256(sha256, page), Subjects.Sha256(sha256), sha256, prefix: string.Empty, null, cancellationToken);
        await foreach (var item in items.ConfigureAwait(false))
        {
            // Callers often delete what is found, so the filter of the service is checked.
            if (item.Sha256 is null || string.Equals(item.Sha256, sha256, StringComparison.OrdinalIgnoreCase))
            {
                yield return item;
            }
        }
    }

    public async Task<IkStorageObject?> FindAsync(string path, CancellationToken cancellationToken = default)
    {
        var normal = StoragePath.Normalize(path);
        var found = await FirstAsync(_urls.Exact(normal), Subjects.Object(normal), normal, cancellationToken).ConfigureAwait(false);

        // The service promises an exact match. A different object must never be used in its place.
        return found?.Path == normal ? found : null;
    }

    public async Task<IkStorageObject?> FindByUidAsync(string uid, CancellationToken cancellationToken = default)
    {
        var found = await FirstAsync(_urls.ByUid(uid), Subjects.Uid(uid), uid, cancellationToken).ConfigureAwait(false);
        return string.Equals(found?.Uid, uid, StringComparison.OrdinalIgnoreCase) ? found : null;
    }

    public Task<IkStorageObject> UploadAsync(UploadRequest request, CancellationToken cancellationToken = default) =>
        _uploader.UploadAsync(request, cancellationToken);

    public Task<long> DownloadAsync(
        IkStorageObject source, Stream destination, TransferOptions? options = null, CancellationToken cancellationToken = default) =>
        _downloader.DownloadAsync(source, destination, options ?? new TransferOptions(), cancellationToken);

    public Task DownloadFileAsync(
        IkStorageObject source, string path, WhenExists whenExists, TransferOptions? options = null, CancellationToken cancellationToken = default) =>
        _downloader.DownloadFileAsync(source, path, whenExists, options ?? new TransferOptions(), cancellationToken);

    public Task<IReadOnlyList<string>> DownloadFolderAsync(
        IkStorageObject source, string folder, WhenExists whenExists, TransferOptions? options = null, CancellationToken cancellationToken = default) =>
        _downloader.DownloadFolderAsync(source, folder, whenExists, options ?? new TransferOptions(), cancellationToken);

    public async Task<IkStorageObject> CopyAsync(
        IkStorageObject source, string? path, WhenExists whenExists, CancellationToken cancellationToken = default)
    {
        var normal = path is null ? null : StoragePath.Normalize(path);
        if (normal is not null && whenExists.HasFlag(WhenExists.SkipSame)
            && await FindAsync(normal, cancellationToken).ConfigureAwait(false) is { } existing && existing.HasSameContent(source))
        {
            return existing;
        }

        var replaces = normal is not null && whenExists.HasFlag(WhenExists.Overwrite);
        var call = new ApiCall(replaces ? HttpMethod.Put : HttpMethod.Post, _urls.Object(normal), Subjects.Object(normal))
        {
            Target = normal ?? source.ToString(),
            Repeat = ObjectCreator.RepeatFor(normal, replaces),
            CreateContent = _ => ObjectForm.ForCopy(source.Uid),
        };
        return await _creator.SaveAsync(call, normal, isShort: true, (there, _) => Task.FromResult(there.HasSameContent(source)), cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        var normal = StoragePath.Normalize(path);
        var mayBeDone = false;
        await _retries.RunAsync(Repeat.Always, DeleteOnceAsync, cancellationToken).ConfigureAwait(false);

        async Task<bool> DeleteOnceAsync(CancellationToken token)
        {
            try
            {
                await SendDeleteAsync(normal, exact: true, token).ConfigureAwait(false);
            }
            catch (ScaleException exception) when (mayBeDone && exception.ErrorId == ScaleErrorId.ObjectNotFound)
            {
                // An earlier try deleted it, and its answer got lost.
            }
            catch (ScaleException exception) when (!RetryPolicy.IsSurelyUndone(exception))
            {
                mayBeDone = true;
                throw;
            }

            return true;
        }
    }

    public async Task DeleteAsync(IkStorageObject item, CancellationToken cancellationToken = default)
    {
        if (item.Path is not { } path)
        {
            throw item.HasNoPath();
        }

        var there = await FindAsync(path, cancellationToken).ConfigureAwait(false);
        if (there?.Identity != item.Identity)
        {
            throw new ScaleException(
                ScaleErrorId.ObjectNotFound,
                there is null
                    ? $"The {Subjects.Object(path)} was not deleted: it no longer exists, so somebody deleted it after it was listed."
                    : $"The {Subjects.Object(path)} was not deleted: somebody replaced it after it was listed. List it again with Get-IkStorageObject.")
            {
                Target = path,
            };
        }

        await DeleteAsync(path, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> TryDeleteDirectoryAsync(
        string directory, Func<IkStorageObject, bool> mayGo, int? count, CancellationToken cancellationToken = default)
    {
        // Normalize refuses the empty path, so a delete of the whole project is never sent.
        var bare = StoragePath.Normalize(StoragePath.NormalizeDirectory(directory));
        var found = 0;
        await foreach (var item in ListPrefixAsync(bare, cancellationToken).ConfigureAwait(false))
        {
            if (item.Path is null || !item.Path.StartsWith(bare + "/", StringComparison.Ordinal) || !mayGo(item))
            {
                ScaleLog.Tell(() => $"A request for all of '{bare}/' might also delete the {Subjects.Object(item.Path)}, so the objects are deleted one by one.");
                return false;
            }

            found++;
        }

        if (found != (count ?? found))
        {
            ScaleLog.Tell(() => $"'{bare}/' has changed since it was listed, so the objects are deleted one by one.");
            return false;
        }

        try
        {
            ScaleLog.Tell(() => FormattableString.Invariant($"The {found} objects of '{bare}/' are deleted with one request: the directory has no others."));
            await SendDeleteAsync(bare + "/", exact: false, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ScaleException exception) when (exception is { IsTransient: true, WasRepeated: false })
        {
            // If it were sent again, it would also delete objects that were created since. It may have had its effect, though.
            ScaleLog.Tell(() => $"{exception.Message} Checking whether '{bare}/' was deleted.");
            return await IsEmptyAsync(bare + "/", cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<Uri> CreatePresignedUrlAsync(string uid, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        var call = new ApiCall(HttpMethod.Put, _urls.Presign(uid), Subjects.Uid(uid))
        {
            Target = uid,
            CreateContent = _ => new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["expire_at"] = expiresAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            }),
        };
        var answer = await _channel.SendForJsonAsync(call, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(_urls.Root, JsonText.Text((answer as JObject)?["presigned_download_url"]), out var url)
            ? url
            : throw new ScaleException(ScaleErrorId.InvalidResponse, $"The pre-signed URL for the {Subjects.Uid(uid)} cannot be created: the storage did not return one. Try again later.") { Target = uid };
    }

    private IAsyncEnumerable<IkStorageObject> ListPrefixAsync(string prefix, CancellationToken cancellationToken) =>
        ObjectListing.WalkAsync(_channel, _activity, page => _urls.List(prefix, page), Subjects.Object(prefix), prefix, prefix, prefix, cancellationToken);

    private async Task SendDeleteAsync(string path, bool exact, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Delete, _urls.Delete(path, exact), Subjects.Object(path)) { Target = path, Repeat = Repeat.Never };
        using var write = await _activity.BeginWriteAsync(path, isShort: true, cancellationToken).ConfigureAwait(false);
        using var response = await _channel.SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsEmptyAsync(string directory, CancellationToken cancellationToken)
    {
        await foreach (var _ in ListAsync(directory, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        return true;
    }

    private async Task<IkStorageObject?> FirstAsync(Uri url, string subject, string target, CancellationToken cancellationToken)
    {
        try
        {
            var json = await _channel.SendForJsonAsync(new ApiCall(HttpMethod.Get, url, subject) { Target = target }, cancellationToken).ConfigureAwait(false);
            return ListPage.FromJson(json, directory: null).Objects.FirstOrDefault();
        }
        catch (ScaleException exception) when (exception.ErrorId == ScaleErrorId.ObjectNotFound)
        {
            return null;
        }
    }
}
