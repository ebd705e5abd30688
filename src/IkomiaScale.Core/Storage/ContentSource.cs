using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Errors;
using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>
/// Finds the URL of an object's content and opens it. The token never goes to a host that does not belong to the storage
/// (docs/protocol.md, section 7).
/// </summary>
internal sealed class ContentSource
{
    private const int RedirectLimit = 5;
    private static readonly TimeSpan PresignedLifetime = TimeSpan.FromHours(1);

    private readonly ApiChannel _channel;
    private readonly IStorageClient _storage;
    private readonly ScaleClientOptions _options;

    public ContentSource(ApiChannel channel, IStorageClient storage, ScaleClientOptions options)
    {
        _channel = channel;
        _storage = storage;
        _options = options;
    }

    /// <summary>Opens the content from a byte on, up to an end if one is set. A service may ignore the range and send everything.</summary>
    public async Task<WireResponse> OpenAsync(IkStorageObject source, long start, CancellationToken cancellationToken, long? end = null)
    {
        if (source.ContentUrl is not null)
        {
            try
            {
                return await OpenAtAsync(source, source.ContentUrl, start, cancellationToken, end).ConfigureAwait(false);
            }
            catch (ScaleException exception) when (exception.ErrorId is ScaleErrorId.Forbidden or ScaleErrorId.ObjectNotFound)
            {
                // The URL may be outdated. The current object has the right one.
            }
        }

        var current = await _storage.FindByUidAsync(source.Uid, cancellationToken).ConfigureAwait(false);
        if (current?.ContentUrl is null)
        {
            throw new ScaleException(
                ScaleErrorId.ObjectNotFound, $"The {Subjects.Uid(source.Uid)} ({source.FormatPath()}) no longer exists. List the objects again with Get-IkStorageObject.")
            {
                Target = source.ToString(),
            };
        }

        return await OpenAtAsync(source, current.ContentUrl, start, cancellationToken, end).ConfigureAwait(false);
    }

    private async Task<WireResponse> OpenAtAsync(IkStorageObject source, string address, long start, CancellationToken cancellationToken, long? end = null)
    {
        if (!Uri.TryCreate(_options.StorageUrl, address, out var url))
        {
            throw Unusable(source);
        }

        var withBearer = BearerPolicy.Allows(_options.StorageUrl, url);
        if (!withBearer)
        {
            url = await _storage.CreatePresignedUrlAsync(
                source.Uid, _channel.Clock.GetUtcNow() + PresignedLifetime, cancellationToken).ConfigureAwait(false);
        }

        for (var redirect = 0; redirect <= RedirectLimit; redirect++)
        {
            if (url.Scheme != Uri.UriSchemeHttps && (url.Scheme != Uri.UriSchemeHttp || !(url.IsLoopback || _options.AllowInsecure)))
            {
                throw Unusable(source);
            }

            var (host, how) = (url.GetLeftPart(UriPartial.Authority), withBearer ? "with the JWT" : "without a JWT");
            ScaleLog.Tell(() => $"Reading the {Subjects.Object(source.Path)} from {host} {how}.");
            var response = await _channel.SendAsync(
                new ApiCall(HttpMethod.Get, url, Subjects.Object(source.Path))
                {
                    Target = source.ToString(),
                    RangeStart = start,
                    RangeEnd = end,
                    WithBearer = withBearer,
                    AllowRedirect = true,
                    IsTransfer = true,

                    // The caller repeats the download from where it broke.
                    Repeat = Retries.Repeat.Never,
                },
                cancellationToken).ConfigureAwait(false);
            if (response.IsSuccess)
            {
                return response;
            }

            using (response)
            {
                var next = response.Location ?? throw Unusable(source);
                withBearer = withBearer && BearerPolicy.IsSameOrigin(url, next);
                url = next;
            }
        }

        throw Unusable(source);
    }

    private static ScaleException Unusable(IkStorageObject source) =>
        new ScaleException(ScaleErrorId.InvalidResponse, $"The content of the {Subjects.Object(source.Path)} cannot be read: the storage did not return a usable URL. Check the -StorageUrl of Connect-IkScale.")
        {
            Target = source.ToString(),
        };
}
