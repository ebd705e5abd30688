using System.Text;
using IkomiaScale.Api;
using IkomiaScale.Retries;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// Sends calls to the platform with the API token. Answers refer to objects by absolute URLs. The token is never sent to a
/// URL on another host.
/// </summary>
internal sealed class PlatformChannel
{
    private readonly ApiChannel _channel;
    private readonly RetryPolicy _retries;
    private readonly Uri _root;

    public PlatformChannel(ApiChannel channel, RetryPolicy retries, Uri scaleUrl)
    {
        _channel = channel;
        _retries = retries;
        _root = scaleUrl;
    }

    public RetryPolicy Retries => _retries;

    /// <summary>Returns a URL below <c>/v1/</c>. Values that are not null become its query.</summary>
    public Uri Root(string path, params (string Name, string? Value)[] query) =>
        new($"{_root.AbsoluteUri.TrimEnd('/')}/v1/{path}{Query(query)}");

    /// <summary>Returns a URL below that of an object.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: the object is on another host.</exception>
    public Uri Below(Uri thing, string path, params (string Name, string? Value)[] query) =>
        new($"{Own(thing).AbsoluteUri.TrimEnd('/')}/{path}{Query(query)}");

    /// <summary>Returns the URL of an object, if it may be requested with the token.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: the object is on another host.</exception>
    public Uri Own(Uri url)
    {
        // Behind a proxy that ends TLS, a platform may return http for its own URLs. Only the host is checked; the rest comes
        // from the connection.
        var isOwn = string.Equals(url.Host, _root.Host, StringComparison.OrdinalIgnoreCase)
            && (url.Port == _root.Port || (url.IsDefaultPort && _root.IsDefaultPort));
        return isOwn
            ? new Uri(_root.GetLeftPart(UriPartial.Authority) + url.PathAndQuery)
            : throw new ScaleException(
                ScaleErrorId.InvalidResponse,
                $"The platform at {_root.GetLeftPart(UriPartial.Authority)} returned a URL on another host, {url.GetLeftPart(UriPartial.Authority)}. " +
                "The API token is sent only to the platform: check the -ScaleUrl of Connect-IkScale.")
            {
                Target = url.GetLeftPart(UriPartial.Path),
            };
    }

    /// <summary>Requests JSON.</summary>
    public Task<JToken> GetAsync(Uri url, string subject, CancellationToken cancellationToken, ScaleErrorId notFound = ScaleErrorId.ObjectNotFound) =>
        _channel.SendForJsonAsync(new ApiCall(HttpMethod.Get, url, subject) { NotFound = notFound }, cancellationToken);

    /// <summary>Changes an object. The request has the same effect once or twice.</summary>
    public Task<JToken> PutAsync(Uri url, JObject body, string subject, CancellationToken cancellationToken) => _channel.SendForJsonAsync(
        new ApiCall(HttpMethod.Put, url, subject) { CreateContent = _ => Content(body) }, cancellationToken);

    /// <summary>Deletes an object. If it is missing at the second try, the first try deleted it and its answer was lost.</summary>
    public async Task DeleteAsync(Uri url, string subject, CancellationToken cancellationToken)
    {
        var tries = 0;
        await _retries.RunAsync(
            Repeat.Always,
            async token =>
            {
                tries++;
                try
                {
                    (await _channel.SendAsync(new ApiCall(HttpMethod.Delete, url, subject) { Repeat = Repeat.Never }, token).ConfigureAwait(false)).Dispose();
                }
                catch (ScaleException failure) when (failure.ErrorId == ScaleErrorId.ObjectNotFound && tries > 1)
                {
                    // The first try deleted it.
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns a call that creates an object from JSON.</summary>
    public static ApiCall Post(Uri url, JObject body, string subject) =>
        new(HttpMethod.Post, url, subject) { CreateContent = _ => Content(body), Repeat = Repeat.Never };

    /// <summary>Sends a call.</summary>
    public Task<JToken> SendAsync(ApiCall call, CancellationToken cancellationToken) => _channel.SendForJsonAsync(call, cancellationToken);

    private static StringContent Content(JObject body) => new(body.ToString(Formatting.None), new UTF8Encoding(false), "application/json");

    private static string Query((string Name, string? Value)[] query)
    {
        var given = query.Where(item => item.Value is not null).Select(item => $"{item.Name}={Uri.EscapeDataString(item.Value!)}").ToList();
        return given.Count == 0 ? string.Empty : "?" + string.Join("&", given);
    }
}
