using IkomiaScale.Authentication;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using IkomiaScale.Throttling;
using IkomiaScale.Wire;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Api;

/// <summary>
/// Sends calls with the JWT, renews it once after a refusal, repeats what may be repeated, and converts error answers to
/// exceptions. Storage and deployments use the same channel.
/// </summary>
internal sealed class ApiChannel
{
    /// <summary>In bytes: more than a page of a list or a workflow can have. Results are not read here.</summary>
    private const int AnswerLimit = 64 * 1024 * 1024;

    private readonly ITransport _transport;
    private readonly ITokenSource _tokens;
    private readonly RetryPolicy _retries;
    private readonly bool _isOfConnection;

    /// <summary>Creates a channel.</summary>
    /// <param name="transport">Sends the requests.</param>
    /// <param name="tokens">Provides the JWT or another token.</param>
    /// <param name="retries">Repeats requests.</param>
    /// <param name="isOfConnection">Whether the deployment belongs to the connection, not to a single item.</param>
    public ApiChannel(ITransport transport, ITokenSource tokens, RetryPolicy retries, bool isOfConnection = true)
    {
        _isOfConnection = isOfConnection;
        _transport = transport;
        _tokens = tokens;
        _retries = retries;
    }

    public TimeProvider Clock => _retries.Clock;

    /// <summary>Completes when the service refuses the token for good.</summary>
    public Task Refused => _tokens.Refused;

    /// <summary>Sends a call and returns its answer: a success or, if allowed, a redirect.</summary>
    /// <exception cref="ScaleException">The service refused, or could not be reached.</exception>
    public async Task<WireResponse> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.GiveUp);
        return await _retries.RunAsync(
            call.Repeat, token => SendOnceAsync(call, token, cancellationToken), wait.Token, call.CanRepeatContent).ConfigureAwait(false);
    }

    /// <summary>Sends a call and reads its answer. Both are repeated together, so a body that breaks off is requested again.</summary>
    public Task<T> SendAsync<T>(ApiCall call, Func<WireResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        _retries.RunAsync(
            call.Repeat,
            async token =>
            {
                using var response = await SendOnceAsync(call, token, token).ConfigureAwait(false);
                return await read(response, token).ConfigureAwait(false);
            },
            cancellationToken,
            call.CanRepeatContent);

    /// <summary>Sends a call whose answer is JSON.</summary>
    public Task<JToken> SendForJsonAsync(ApiCall call, CancellationToken cancellationToken) =>
        SendAsync(call, ReadJsonAsync, cancellationToken);

    /// <summary>Reads the JSON of an answer.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidResponse"/>: the answer is not JSON.</exception>
    public static async Task<JToken> ReadJsonAsync(WireResponse response, CancellationToken cancellationToken)
    {
        using var body = await response.ReadBytesAsync(AnswerLimit + 1, cancellationToken).ConfigureAwait(false);
        if (body.Length > AnswerLimit)
        {
            throw NotJson(response, $"is longer than {ByteSize.Format(AnswerLimit)}", exception: null);
        }

        try
        {
            using var text = new StreamReader(body);
            return JsonText.Parse(text);
        }
        catch (JsonException exception)
        {
            throw NotJson(response, "is not JSON", exception);
        }
    }

    private static ScaleException NotJson(WireResponse response, string why, Exception? exception) =>
        new(ScaleErrorId.InvalidResponse,
            $"The answer of {response.Url.GetLeftPart(UriPartial.Path)} cannot be read: it {why}. Check that this URL belongs to the service.",
            exception)
        {
            Target = response.Url.GetLeftPart(UriPartial.Path),
            StatusCode = response.StatusCode,
        };

    // The returned answer follows only the token of the caller. Everything before it also follows the token of the whole call.
    private async Task<WireResponse> SendOnceAsync(ApiCall call, CancellationToken wait, CancellationToken cancellationToken)
    {
        var jwt = call.WithBearer ? await GetTokenAsync(wait).ConfigureAwait(false) : null;
        var response = await SendToWireAsync(call, jwt, cancellationToken).ConfigureAwait(false);
        var isRefusedForGood = false;
        if (response.StatusCode == 401 && jwt is not null)
        {
            if (!_tokens.Invalidate(jwt))
            {
                isRefusedForGood = true;
            }
            else if (call.CanRepeatContent())
            {
                ScaleLog.Tell(() => $"The service refused the JWT for the {call.Subject}; requesting a new one.");
                response.Dispose();
                jwt = await GetTokenAsync(wait).ConfigureAwait(false);
                response = await SendToWireAsync(call, jwt, cancellationToken).ConfigureAwait(false);
                isRefusedForGood = response.StatusCode == 401;
            }
        }

        if (response.IsSuccess || (call.AllowRedirect && response.StatusCode is >= 300 and < 400))
        {
            return response;
        }

        using (response)
        {
            var failure = await ErrorAnswer.ReadAsync(
                response, call.Subject, call.Target ?? call.Subject, call.NotFound, Clock.GetUtcNow(), wait).ConfigureAwait(false);
            failure.IsOfConnection = isRefusedForGood;
            TellIfOfConnection(failure);
            Refusals.Tell(failure);
            throw failure;
        }
    }

    private async Task<WireResponse> SendToWireAsync(ApiCall call, string? jwt, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.SendAsync(RequestFor(call, jwt), cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure)
        {
            Refusals.Tell(failure);
            throw;
        }
    }

    // Without a token, the call is not sent, and the token was already requested as often as it makes sense.
    private async Task<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure)
        {
            failure.WasRepeated = true;
            failure.IsOfConnection = failure.ErrorId == ScaleErrorId.Unauthorized
                || (_isOfConnection && failure.ErrorId is ScaleErrorId.DeploymentNotFound or ScaleErrorId.Forbidden);
            failure.IsOfToken = true;
            TellIfOfConnection(failure);
            throw;
        }
    }

    private void TellIfOfConnection(ScaleException failure)
    {
        if (failure.IsOfConnection)
        {
            _tokens.TellRefused();
        }
    }

    private WireRequest RequestFor(ApiCall call, string? jwt) => new(call.Method, call.Url)
    {
        Authorization = jwt is null ? null : $"{_tokens.Scheme} {jwt}",
        CreateContent = call.CreateContent,
        ExpectContinue = call.ExpectContinue,
        RangeStart = call.RangeStart,
        RangeEnd = call.RangeEnd,
        GiveUp = call.GiveUp,
        IsTransfer = call.IsTransfer,
    };
}
