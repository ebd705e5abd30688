using Flurl;
using Flurl.Http;

namespace IkomiaScale.Wire;

/// <summary>
/// The transport on Flurl.Http, and the only code that knows Flurl: a change to another version or library changes only this
/// file. Written for Flurl.Http 4.0.2.
/// </summary>
internal sealed class FlurlTransport : ITransport
{
    private const int ProxyAuthenticationRequired = 407;

    private readonly HttpClient _httpClient;
    private readonly FlurlClient _client;
    private readonly TransferGate _gate = new();
    private readonly TimeSpan _inactivityTimeout;

    /// <summary>Creates a transport with its own connection pool.</summary>
    /// <param name="userAgent">The User-Agent of each request.</param>
    /// <param name="inactivityTimeout">The longest pause on the wire, for connecting, sending and receiving.</param>
    /// <param name="network">The proxy and the certificates; null for those of the system.</param>
    public FlurlTransport(string userAgent, TimeSpan inactivityTimeout, NetworkOptions? network = null)
    {
        _inactivityTimeout = inactivityTimeout;
        network ??= new NetworkOptions();
        Route = new ProxyRoute(network);
        Trust = new ServerTrust(network.CertificateAuthorities);

        // The limit is on inactivity, not on a whole transfer, so the timeouts of HttpClient and Flurl are off.
        _httpClient = new HttpClient(HttpHandler.Create(inactivityTimeout, network, Route, Trust)) { Timeout = Timeout.InfiniteTimeSpan };
        _httpClient.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        _client = new FlurlClient(_httpClient);
        _client.Settings.Timeout = null;

        // Flurl follows redirects by default, whatever the handler says. Then the bearer could go to another origin, and a run
        // could be submitted twice.
        _client.Settings.Redirects.Enabled = false;

        // The caller decides what an error status means.
        _client.Settings.AllowedHttpStatusRange = "*";
    }

    /// <summary>Finds the proxy of a request.</summary>
    public ProxyRoute Route { get; }

    /// <summary>Decides which servers are trusted, and remembers their certificates.</summary>
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

            // Disposed when the headers are there, which detaches the body from the token in GiveUp.
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
        // A Url of a text stays as it is. _client.Request(...) and a Url of a Uri would take it apart and join it again.
        IFlurlRequest prepared = new FlurlRequest(new Url(request.Url.AbsoluteUri)) { Client = _client };
        if (request.Authorization is { } authorization)
        {
            prepared = prepared.WithHeader("Authorization", authorization);
        }

        // A body that was sent to a proxy before it asks for credentials would have to be created again.
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

        // A failure of the source of the body, such as a file that cannot be read, is reported unchanged.
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

            // Not the exception of Flurl: its message contains the whole URL with the signature of a pre-signed URL.
            : cause;
    }
}
