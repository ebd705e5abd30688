using System.Text;
using IkomiaScale.Api;
using IkomiaScale.Retries;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// Calls to the platform with the API token. Answers name things by absolute addresses; the token goes to none that is not on the platform's
/// own host.
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

    /// <summary>An address below <c>/v1/</c>, with the values that are not null as its query.</summary>
    public Uri Root(string path, params (string Name, string? Value)[] query) =>
        new($"{_root.AbsoluteUri.TrimEnd('/')}/v1/{path}{Query(query)}");

    /// <summary>An address below that of a thing.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: it is on another host.</exception>
    public Uri Below(Uri thing, string path, params (string Name, string? Value)[] query) =>
        new($"{Own(thing).AbsoluteUri.TrimEnd('/')}/{path}{Query(query)}");

    /// <summary>The address of a thing, as it may be asked with the token.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: it is on another host.</exception>
    public Uri Own(Uri url)
    {
        // Behind a proxy that ends the encryption a platform may write http for itself: the host is what counts, the rest is as we connected.
        var isOwn = string.Equals(url.Host, _root.Host, StringComparison.OrdinalIgnoreCase)
            && (url.Port == _root.Port || (url.IsDefaultPort && _root.IsDefaultPort));
        return isOwn
            ? new Uri(_root.GetLeftPart(UriPartial.Authority) + url.PathAndQuery)
            : throw new ScaleException(
                ScaleErrorId.InvalidResponse,
                $"The platform at {_root.GetLeftPart(UriPartial.Authority)} gave an address on another host, {url.GetLeftPart(UriPartial.Authority)}. " +
                "The API token is sent to the platform only. Check -ScaleUrl.")
            {
                Target = url.GetLeftPart(UriPartial.Path),
            };
    }

    /// <summary>Asks for JSON.</summary>
    public Task<JToken> GetAsync(Uri url, string subject, CancellationToken cancellationToken, ScaleErrorId notFound = ScaleErrorId.ObjectNotFound) =>
        _channel.SendForJsonAsync(new ApiCall(HttpMethod.Get, url, subject) { NotFound = notFound }, cancellationToken);

    /// <summary>Changes a thing: doing it twice is the same as doing it once.</summary>
    public Task<JToken> PutAsync(Uri url, JObject body, string subject, CancellationToken cancellationToken) => _channel.SendForJsonAsync(
        new ApiCall(HttpMethod.Put, url, subject) { CreateContent = _ => Content(body) }, cancellationToken);

    /// <summary>Deletes a thing. One that is gone at the second try was deleted by the first, whose answer was lost.</summary>
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
                    // As it was meant to be.
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A call that creates something from JSON.</summary>
    public static ApiCall Post(Uri url, JObject body, string subject) =>
        new(HttpMethod.Post, url, subject) { CreateContent = _ => Content(body), Repeat = Repeat.Never };

    /// <summary>Sends a call as it is.</summary>
    public Task<JToken> SendAsync(ApiCall call, CancellationToken cancellationToken) => _channel.SendForJsonAsync(call, cancellationToken);

    private static StringContent Content(JObject body) => new(body.ToString(Formatting.None), new UTF8Encoding(false), "application/json");

    private static string Query((string Name, string? Value)[] query)
    {
        var given = query.Where(item => item.Value is not null).Select(item => $"{item.Name}={Uri.EscapeDataString(item.Value!)}").ToList();
        return given.Count == 0 ? string.Empty : "?" + string.Join("&", given);
    }
}
