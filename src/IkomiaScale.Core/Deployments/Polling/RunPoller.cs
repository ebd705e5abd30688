using IkomiaScale.Api;
using IkomiaScale.Deployments.Runs;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using IkomiaScale.Wire;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Polling;

/// <summary>
/// Requests the result of a run once. The service returns a result only once (docs/protocol.md, section 4), so after the
/// headers of a 200 nothing is requested again, and everything that arrives is kept.
/// </summary>
internal sealed class RunPoller
{
    private readonly ApiChannel _channel;
    private readonly DeploymentUrls _urls;

    public RunPoller(ApiChannel channel, DeploymentUrls urls)
    {
        _channel = channel;
        _urls = urls;
    }

    /// <summary>Completes when the service refuses the token for good.</summary>
    public Task Refused => _channel.Refused;

    /// <summary>Requests the result.</summary>
    /// <param name="run">The run.</param>
    /// <param name="hold">Whether the service may hold the request until the run has ended.</param>
    /// <param name="limit">How long to wait for the headers; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="progress">Records that the result is arriving; null for none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="keep">Saves the bytes of the result before they are interpreted; null for none.</param>
    /// <exception cref="ScaleException">The failure of the channel; or <see cref="ScaleErrorId.Timeout"/>: the limit has
    /// passed.</exception>
    public async Task<RunPoll> PollAsync(
        IkDeploymentRun run, bool hold, TimeSpan limit, RunProgress? progress, CancellationToken cancellationToken, Func<Stream, ScaleException?, Task>? keep = null)
    {
        using var giveUp = new CancellationTokenSource();
        using var timer = _channel.Clock.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(), giveUp, limit, Timeout.InfiniteTimeSpan);

        // A 500 may be a failure of the run, and a 520 is one. So the channel repeats only what the service did not see.
        var call = new ApiCall(HttpMethod.Get, _urls.Results(run.Uuid, hold), $"results of run '{run.Uuid}'")
        {
            Repeat = Repeat.IfNotSent,
            NotFound = ScaleErrorId.NoResults,
            GiveUp = giveUp.Token,
        };
        WireResponse response;
        try
        {
            response = await _channel.SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ScaleException(ScaleErrorId.Timeout, $"The service did not return the {call.Subject} in time.") { IsTransient = true };
        }

        // From here on the limit does not apply, even if it passes right now.
        using (response)
        {
            if (response.StatusCode != 200)
            {
                var advice = PollAdvice.FromJson(await ReadAdviceAsync(response, cancellationToken).ConfigureAwait(false));
                return new RunPoll(run.After(advice), advice);
            }

            progress?.ReportReceiving();
            var body = await ResultBody.ReceiveAsync(response, cancellationToken, keep: keep).ConfigureAwait(false);
            var result = ResultReader.Read(run, body, _channel.Clock.GetUtcNow());
            return new RunPoll(run.Finished(result.State), result);
        }
    }

    // The advice in a 202 is optional, so it never causes an error.
    private static async Task<JToken?> ReadAdviceAsync(WireResponse response, CancellationToken cancellationToken)
    {
        try
        {
            return JsonText.Parse(await response.ReadTextAsync(64 * 1024, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is JsonException or ScaleException)
        {
            return null;
        }
    }
}
