using System.Globalization;
using System.Runtime.CompilerServices;
using IkomiaScale.Retries;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Storage;

/// <summary>The storage of PROTOCOL 3.</summary>
internal sealed class StorageClient : IStorageClient
{
    private readonly ApiChannel _channel;
    private readonly StorageUrls _urls;
    private readonly ObjectUploader _uploader;
    private readonly ObjectDownloader _downloader;

    public StorageClient(ApiChannel channel, RetryPolicy retries, ScaleClientOptions options)
    {
        _channel = channel;
        _urls = new StorageUrls(options.StorageUrl);
        _uploader = new ObjectUploader(channel, _urls, this);
        _downloader = new ObjectDownloader(channel, retries, this, options);
    }

    public async IAsyncEnumerable<IkStorageObject> ListAsync(
        string directory, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var bare = StoragePath.NormalizeDirectory(directory);
        var onlyBelow = directory.EndsWith("/", StringComparison.Ordinal);
        await foreach (var item in ListPrefixAsync(bare, cancellationToken).ConfigureAwait(false))
        {
            if (item.Path is { } path && StoragePath.IsInside(bare, path) && (path != bare || !onlyBelow))
            {
                yield return item;
            }
        }
    }

    public IAsyncEnumerable<IkStorageObject> ListBySha256Async(string sha256, CancellationToken cancellationToken = default) =>
        ObjectListing.WalkAsync(_channel, page => _urls.BySha256(sha256, page), $"an object with sha256 {sha256}", null, cancellationToken);

    public async Task<IkStorageObject?> FindAsync(string path, CancellationToken cancellationToken = default)
    {
        var normal = StoragePath.Normalize(path);
        var found = await FirstAsync(_urls.Exact(normal), $"object '{normal}'", cancellationToken).ConfigureAwait(false);

        // The service promises an exact match; a different object must never be taken for this one.
        return found?.Path == normal ? found : null;
    }

    public async Task<IkStorageObject?> FindByUidAsync(string uid, CancellationToken cancellationToken = default)
    {
        var found = await FirstAsync(_urls.ByUid(uid), $"object with uid '{uid}'", cancellationToken).ConfigureAwait(false);
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
            Repeat = replaces ? Repeat.Always : Repeat.IfNotSent,
            CreateContent = _ => ObjectForm.ForCopy(source.Uid),
        };
        return IkStorageObject.FromJson(await _channel.SendForJsonAsync(call, cancellationToken).ConfigureAwait(false));
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        var normal = StoragePath.Normalize(path);
        using var response = await _channel.SendAsync(
            new ApiCall(HttpMethod.Delete, _urls.Delete(normal, exact: true), Subjects.Object(normal)), cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> TryDeleteDirectoryAsync(string directory, CancellationToken cancellationToken = default)
    {
        // Normalize refuses the empty path: a delete of the whole project is never sent.
        var bare = StoragePath.Normalize(StoragePath.NormalizeDirectory(directory));
        await foreach (var item in ListPrefixAsync(bare, cancellationToken).ConfigureAwait(false))
        {
            if (item.Path is null || !item.Path.StartsWith(bare + "/", StringComparison.Ordinal))
            {
                return false;
            }
        }

        using var response = await _channel.SendAsync(
            new ApiCall(HttpMethod.Delete, _urls.Delete(bare + "/", exact: false), Subjects.Object(bare + "/")), cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<Uri> CreatePresignedUrlAsync(string uid, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        var call = new ApiCall(HttpMethod.Put, _urls.Presign(uid), $"object with uid '{uid}'")
        {
            CreateContent = _ => new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["expire_at"] = expiresAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            }),
        };
        var answer = await _channel.SendForJsonAsync(call, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(_urls.Root, JsonText.Text((answer as JObject)?["presigned_download_url"]), out var url)
            ? url
            : throw new ScaleException(ScaleErrorId.InvalidResponse, $"The storage gave no pre-signed URL for the object with uid '{uid}'.") { Target = uid };
    }

    private IAsyncEnumerable<IkStorageObject> ListPrefixAsync(string prefix, CancellationToken cancellationToken) =>
        ObjectListing.WalkAsync(_channel, page => _urls.List(prefix, page), Subjects.Object(prefix), prefix, cancellationToken);

    private async Task<IkStorageObject?> FirstAsync(Uri url, string subject, CancellationToken cancellationToken)
    {
        try
        {
            var json = await _channel.SendForJsonAsync(new ApiCall(HttpMethod.Get, url, subject), cancellationToken).ConfigureAwait(false);
            return ListPage.FromJson(json, directory: null).Objects.FirstOrDefault();
        }
        catch (ScaleException exception) when (exception.StatusCode == 404)
        {
            return null;
        }
    }
}
