using Flurl.Http;

namespace IkomiaScale.Wire;

/// <summary>
/// The transport on Flurl.Http, and the only code that knows Flurl: moving to another version of it, or away from it,
/// is this file. Written for Flurl.Http 4.0.2.
/// </summary>
internal sealed class FlurlTransport : ITransport
{
    private const int ProxyAuthenticationRequired = 407;

    private readonly HttpClient _httpClient;
    private readonly FlurlClient _client;
    private readonly TransferGate _gate = new();
    private readonly TimeSpan _inactivityTimeout;

    /// <summary>Makes a transport with a connection pool of its own.</summary>
    /// <param name="userAgent">The User-Agent of every request.</param>
    /// <param name="inactivityTimeout">The longest pause on the wire, for connecting, sending and receiving alike.</param>
    /// <param name="network">The way out, and whom to trust; null for the system's ways.</param>
    public FlurlTransport(string userAgent, TimeSpan inactivityTimeout, NetworkOptions? network = null)
    {
        _inactivityTimeout = inactivityTimeout;
        network ??= new NetworkOptions();
        Route = new ProxyRoute(network);
        Trust = new ServerTrust(network.CertificateAuthorities);

        // The limit is on inactivity, never on a whole transfer: HttpClient's own clock is off, and Flurl's too.
        _httpClient = new HttpClient(HttpHandler.Create(inactivityTimeout, network, Route, Trust)) { Timeout = Timeout.InfiniteTimeSpan };
        _httpClient.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        _client = new FlurlClient(_httpClient);
        _client.Settings.Timeout = null;

        // Flurl follows redirects by itself unless told not to, whatever the handler says: the bearer could go along to another origin,
        // and a run could be submitted twice.
        _client.Settings.Redirects.Enabled = false;

        // An error status is an answer like any other here; what it means is decided by the caller.
        _client.Settings.AllowedHttpStatusRange = "*";
    }

    /// <summary>Which proxy a request goes through.</summary>
    public ProxyRoute Route { get; }

    /// <summary>Which servers are trusted, and what they have shown.</summary>
    public ServerTrust Trust { get; }

    /// <inheritdoc/>
    public async Task<WireResponse> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var place = request.IsTransfer ? await _gate.EnterAsync(cancellationToken).ConfigureAwait(false) : null;
        var timer = new InactivityTimer(_inactivityTimeout, cancellationToken);
        TrackedContent? tracked = null;
        try
        {
            tracked = request.CreateContent?.Invoke(timer) is { } content ? new TrackedContent(content) : null;

            // Its end, when the headers are there, unties the body from the token that gives up.
            using var headers = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, request.GiveUp);
            timer.Start();
            var response = await Prepare(request)
                .SendAsync(request.Method, tracked, HttpCompletionOption.ResponseHeadersRead, headers.Token)
                .ConfigureAwait(false);
            timer.Stop();
            if (response.StatusCode == ProxyAuthenticationRequired)
            {
                response.Dispose();
                throw ConnectErrors.NeedsCredentials(request.Url, Route);
            }

            Trust.NoteAnswer(request.Url.Host);
            return new WireResponse(response.ResponseMessage, request.Url, timer, place);
        }
        catch (Exception exception)
        {
            try
            {
                throw Translate(exception, request, timer, tracked, cancellationToken);
            }
            finally
            {
                timer.Dispose();
                place?.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _httpClient.Dispose();
    }

    private IFlurlRequest Prepare(WireRequest request)
    {
        var prepared = _client.Request(request.Url.AbsoluteUri);
        if (request.Authorization is { } authorization)
        {
            prepared = prepared.WithHeader("Authorization", authorization);
        }

        // A body that has left to a proxy that asks who is there first would have to be made once more.
        if (request.ExpectContinue || (request.CreateContent is not null && Route.MayAskFirst(request.Url)))
        {
            prepared = prepared.WithHeader("Expect", "100-continue");
        }

        if (request.RangeStart is > 0 || request.RangeEnd is not null)
        {
            prepared = prepared.WithHeader("Range", FormattableString.Invariant($"bytes={request.RangeStart ?? 0}-{request.RangeEnd}"));
        }

        return prepared;
    }

    private Exception Translate(
        Exception exception, WireRequest request, InactivityTimer timer, TrackedContent? content, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cancellationToken);
        }

        if (request.GiveUp.IsCancellationRequested)
        {
            return new OperationCanceledException(request.GiveUp);
        }

        // A failure of our own while the body was made (a file that cannot be read, say) is told as it is.
        if (content?.SourceFailure is { } sourceFailure)
        {
            return sourceFailure;
        }

        var cause = exception is FlurlHttpException { InnerException: { } inner } ? inner : exception;
        if (!timer.HasExpired && ConnectErrors.Explain(cause, request.Url, Trust, Route, DateTimeOffset.UtcNow) is { } explained)
        {
            return explained;
        }

        return timer.HasExpired || WireErrors.IsWireFailure(cause)
            ? WireErrors.From(cause, request.Url, timer, content?.MayHaveLeft ?? !WireErrors.NeverConnected(cause), ConnectErrors.Advice(request.Url, Trust))

            // Not Flurl's own: its text has the whole URL, and the signature of a pre-signed one with it.
            : cause;
    }
}
