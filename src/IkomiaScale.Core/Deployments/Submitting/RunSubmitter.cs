using IkomiaScale.Api;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Runs;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using IkomiaScale.Storage;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Submitting;

/// <summary>Sends runs. Each is sent once: running twice would cost twice.</summary>
internal sealed class RunSubmitter
{
    private readonly ApiChannel _channel;
    private readonly DeploymentUrls _urls;
    private readonly IStorageClient _storage;
    private readonly StorageUrls _storageUrls;

    public RunSubmitter(ApiChannel channel, DeploymentUrls urls, IStorageClient storage, StorageUrls storageUrls)
    {
        _channel = channel;
        _urls = urls;
        _storage = storage;
        _storageUrls = storageUrls;
    }

    public async Task<IkDeploymentRun> SubmitAsync(
        RunRequest request, RunPlan plan, RunProgress? progress, CancellationToken cancellationToken)
    {
        var context = new InputContext(_storage, _storageUrls)
        {
            ThroughStorage = request.SaveTemporary,
            InlineLimit = request.InlineLimit,
            UploadBegins = progress is null ? null : progress.ReportUpload,
        };
        var inputs = new List<InputPart>(request.Inputs.Count);
        foreach (var input in request.Inputs)
        {
            inputs.Add(await input.PrepareAsync(context, cancellationToken).ConfigureAwait(false));
        }

        var call = new ApiCall(HttpMethod.Put, _urls.Run, _urls.Endpoint.GetLeftPart(UriPartial.Path))
        {
            Repeat = Repeat.IfNotSent,
            NotFound = ScaleErrorId.DeploymentNotFound,
            CreateContent = timer => new RunContent(inputs, plan, timer),
        };
        JToken answer;
        try
        {
            answer = await _channel.SendForJsonAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException exception)
        {
            throw Explain(exception, request);
        }

        var advice = PollAdvice.FromJson(answer);
        var run = new IkDeploymentRun
        {
            // Older deployments answer the bare uuid.
            Uuid = JsonText.Text(answer) ?? WireJson.Text(answer, "uuid") ?? string.Empty,
            State = advice?.State ?? "PENDING",
            Endpoint = _urls.Endpoint,
            TaskName = plan.TaskName,
            SubmittedAt = _channel.Clock.GetUtcNow().UtcDateTime,
            Input = request.Description,
            Advice = advice,
        };
        if (run.Uuid.Length == 0)
        {
            throw WithoutUuid(answer);
        }

        progress?.ReportRun(run, _channel.Clock.GetUtcNow());
        return run;
    }

    private static ScaleException Explain(ScaleException failure, RunRequest request)
    {
        var on = request.Description is { } description ? $" on {description}" : string.Empty;
        var more = failure switch
        {
            { ErrorId: ScaleErrorId.PayloadTooLarge } => " Use -SaveTemporary to send images through temporary objects of the storage.",
            { StatusCode: null, MayHaveArrived: true, ErrorId: ScaleErrorId.NetworkError or ScaleErrorId.Timeout } =>
                " The run may have been started all the same, so it was not sent again.",
            _ => string.Empty,
        };
        return new ScaleException(failure.ErrorId, $"The run{on} could not be submitted. {failure.Message}{more}", failure)
        {
            StatusCode = failure.StatusCode,
            Detail = failure.Detail,
            Target = failure.Target,
            RetryAfter = failure.RetryAfter,
            MayHaveArrived = failure.MayHaveArrived,
        };
    }

    private ScaleException WithoutUuid(JToken answer) =>
        new(ScaleErrorId.InvalidResponse,
            $"{_urls.Endpoint.GetLeftPart(UriPartial.Path)} took the run but did not tell its uuid, so its results cannot be asked for. " +
            "Check that the address is a deployment's.")
        {
            Target = _urls.Endpoint.GetLeftPart(UriPartial.Path),
            Detail = Printable.OneLine(answer.ToString(Formatting.None), 200),
        };
}
