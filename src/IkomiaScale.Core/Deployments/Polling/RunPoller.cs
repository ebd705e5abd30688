using IkomiaScale.Api;
using IkomiaScale.Deployments.Runs;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using IkomiaScale.Wire;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Polling;

/// <summary>
/// Asks once for the results of a run. A 200 can be had only once (PROTOCOL 4), so from its headers on nothing is asked again
/// and whatever arrives is kept.
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

    /// <summary>Ends when the service refuses the token for good.</summary>
    public Task Refused => _channel.Refused;

    /// <summary>Asks.</summary>
    /// <param name="run">The run.</param>
    /// <param name="hold">Whether the service may hold the question back until the run is done.</param>
    /// <param name="limit">How long to wait for the headers of the answer; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="progress">Told that results are on their way; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="keep">Keeps the results as they came, before anything is made of them; null for nobody.</param>
    /// <exception cref="ScaleException">As the channel gave it, or <see cref="ScaleErrorId.Timeout"/> for the limit.</exception>
    public async Task<RunPoll> PollAsync(
        IkDeploymentRun run, bool hold, TimeSpan limit, RunProgress? progress, CancellationToken cancellationToken, Func<Stream, ScaleException?, Task>? keep = null)
    {
        using var giveUp = new CancellationTokenSource();
        using var timer = _channel.Clock.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(), giveUp, limit, Timeout.InfiniteTimeSpan);

        // 500 may be the run's own failure and 520 is: the channel repeats neither, only what was surely not looked at.
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
            throw new ScaleException(ScaleErrorId.Timeout, $"The service did not answer for {call.Subject} in time.") { IsTransient = true };
        }

        // From here on the limit has no say, even if it is reached in this moment.
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

    // What a 202 says is good to know, never a reason to fail.
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
