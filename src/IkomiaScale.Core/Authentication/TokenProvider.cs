using System.Security;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using IkomiaScale.Wire;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Authentication;

/// <summary>
/// Keeps the JWT of one endpoint. However many calls wait for it, it is requested once. It is renewed before it expires, and
/// after the service refused it (docs/protocol.md, section 2).
/// </summary>
internal sealed class TokenProvider : ITokenSource, IDisposable
{
    /// <summary>The official clients renew the token this long before it expires.</summary>
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromSeconds(60);

    private readonly ITransport _transport;
    private readonly RetryPolicy _retries;
    private readonly TimeProvider _clock;
    private readonly Uri _url;
    private readonly Uri _endpoint;
    private readonly SecureString _apiToken;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private IssuedToken? _current;
    private Task<IssuedToken>? _request;
    private TaskCompletionSource<bool> _refused = NewRefusal();

    public TokenProvider(ITransport transport, RetryPolicy retries, TimeProvider clock, Uri scaleUrl, Uri endpoint, SecureString apiToken)
    {
        _transport = transport;
        _retries = retries;
        _clock = clock;
        _endpoint = endpoint;
        _apiToken = apiToken;
        _url = new Uri(
            $"{scaleUrl.AbsoluteUri.TrimEnd('/')}/v1/projects/jwt/?endpoint={Uri.EscapeDataString(endpoint.OriginalString)}&storage=true");
    }

    /// <inheritdoc/>
    public Task Refused => Volatile.Read(ref _refused).Task;

    /// <inheritdoc/>
    public string Scheme => "Bearer";

    /// <summary>The JWT to use now.</summary>
    /// <exception cref="ScaleException">The service does not return a token.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_current is { } current && _clock.GetUtcNow() < current.RenewAt)
        {
            return current.Jwt;
        }

        var earlier = _request is { IsCompleted: true } request ? request : null;
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another call may have renewed it during the wait.
            if (_current is not { } fresh || _clock.GetUtcNow() >= fresh.RenewAt)
            {
                // If the request of another call was refused during the wait, its refusal counts for this call too. Otherwise
                // each waiting call would send its own.
                if (_request == earlier || _request is not { IsFaulted: true })
                {
                    _request = _retries.RunAsync(Repeat.Always, RequestAsync, cancellationToken);
                }

                _current = fresh = await _request.ConfigureAwait(false);
            }

            return fresh.Jwt;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Forgets a JWT that the service refused, unless another call has already renewed it.</summary>
    /// <returns>Always true: another one can be requested.</returns>
    public bool Invalidate(string jwt)
    {
        var current = _current;
        if (current?.Jwt == jwt)
        {
            Interlocked.CompareExchange(ref _current, null, current);
        }

        return true;
    }

    /// <summary>Completes <see cref="Refused"/>. Later waits are for the next refusal.</summary>
    public void TellRefused() => Interlocked.Exchange(ref _refused, NewRefusal()).TrySetResult(true);

    public void Dispose()
    {
        _current = null;
        _request = null;
        _oneAtATime.Dispose();
    }

    private static TaskCompletionSource<bool> NewRefusal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<IssuedToken> RequestAsync(CancellationToken cancellationToken)
    {
        var request = new WireRequest(HttpMethod.Get, _url) { Authorization = "Token " + _apiToken.Reveal() };
        var asked = _clock.GetUtcNow();
        using var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess)
        {
            var endpoint = _endpoint.GetLeftPart(UriPartial.Path);
            throw await ErrorAnswer.ReadAsync(
                response, endpoint, endpoint, ScaleErrorId.DeploymentNotFound, asked, cancellationToken).ConfigureAwait(false);
        }

        var body = await response.ReadTextAsync(1024 * 1024, cancellationToken).ConfigureAwait(false);
        return Read(body, asked);
    }

    private IssuedToken Read(string body, DateTimeOffset asked)
    {
        JObject? answer;
        try
        {
            answer = JsonText.Parse(body) as JObject;
        }
        catch (JsonException)
        {
            // The body may contain a token, so neither it nor the excerpt in the parser's message goes into the error.
            answer = null;
        }

        if (JsonText.Text(answer?["id_token"]) is not { Length: > 0 } jwt)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidResponse,
                $"The access token cannot be read: {_url.GetLeftPart(UriPartial.Path)} did not return one. Check the -ScaleUrl of Connect-IkScale.")
            {
                Target = _url.GetLeftPart(UriPartial.Path),
            };
        }

        // The token itself says how long it is valid. If nothing says so, it serves only the call that requested it.
        var seconds = JsonText.Number(answer!["expires_in"]) is { } told and > 0 ? told : JsonWebToken.LifetimeOf(jwt, asked)?.TotalSeconds ?? 0;
        var lifetime = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(365).TotalSeconds));

        // A token with a shorter life than the margin would otherwise be requested with every call.
        var margin = lifetime < RenewalMargin + RenewalMargin ? TimeSpan.FromTicks(lifetime.Ticks / 2) : RenewalMargin;
        return new IssuedToken(jwt, asked + lifetime - margin);
    }

    private sealed class IssuedToken(string jwt, DateTimeOffset renewAt)
    {
        public string Jwt { get; } = jwt;

        public DateTimeOffset RenewAt { get; } = renewAt;
    }
}
