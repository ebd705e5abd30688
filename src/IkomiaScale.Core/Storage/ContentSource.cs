using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Errors;
using IkomiaScale.Wire;

namespace IkomiaScale.Storage;

/// <summary>
/// Finds where an object's content is, and asks for it without ever showing the token to a host that is not the
/// storage's own (PROTOCOL 7).
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

    /// <summary>Opens the content from a byte on; a server may ignore the start and send all.</summary>
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
                // The address may be an old one; the object as it is now knows the right one.
            }
        }

        var current = await _storage.FindByUidAsync(source.Uid, cancellationToken).ConfigureAwait(false);
        if (current?.ContentUrl is null)
        {
            throw new ScaleException(
                ScaleErrorId.ObjectNotFound, $"There is no {Subjects.Uid(source.Uid)} ({source.FormatPath()}) any more. List it again.")
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
            ScaleLog.Tell(() => $"Reading {Subjects.Object(source.Path)} from {host} {how}.");
            var response = await _channel.SendAsync(
                new ApiCall(HttpMethod.Get, url, Subjects.Object(source.Path))
                {
                    Target = source.ToString(),
                    RangeStart = start,
                    RangeEnd = end,
                    WithBearer = withBearer,
                    AllowRedirect = true,
                    IsTransfer = true,

                    // The download as a whole is repeated from where it stands.
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
        new(ScaleErrorId.InvalidResponse, $"The storage gave no usable address for the content of {Subjects.Object(source.Path)}.")
        {
            Target = source.ToString(),
        };
}
