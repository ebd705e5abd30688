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

/// <summary>Submits runs. Each is sent once, because a second run would cost again.</summary>
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
        progress ??= new RunProgress(request.Description ?? string.Empty);
        var inputs = await PrepareAsync(request, progress, cancellationToken).ConfigureAwait(false);
        if (request.BeforeSending is { } before)
        {
            await before().ConfigureAwait(false);
        }

        using var stop = new SendingStop(progress, _channel.Clock, cancellationToken);
        var call = new ApiCall(HttpMethod.Put, _urls.Run, _urls.Endpoint.GetLeftPart(UriPartial.Path))
        {
            Repeat = Repeat.IfNotStarted,
            NotFound = ScaleErrorId.DeploymentNotFound,
            CreateContent = timer => new RunContent(inputs, plan, timer, stop.Leaving),

            // Called only after a failure without effect.
            CanRepeatContent = stop.Refused,
        };
        JToken answer;
        try
        {
            answer = await _channel.SendForJsonAsync(call, stop.Token).ConfigureAwait(false);
        }
        catch (ScaleException exception)
        {
            var start = StartOf(exception);
            progress.ReportStart(start);
            throw Explain(exception, request, start);
        }

        var advice = PollAdvice.FromJson(answer);
        var run = new IkDeploymentRun
        {
            // Older deployments return only the uuid.
            Uuid = JsonText.Text(answer) ?? WireJson.Text(answer, "uuid") ?? string.Empty,
            State = advice?.State ?? "PENDING",
            Endpoint = _urls.Endpoint,
            TaskName = plan.TaskName,
            SubmittedAt = _channel.Clock.GetUtcNow().UtcDateTime,
            Input = request.Description,
            Sources = request.Inputs.Select(input => input.Source).ToList(),
            Advice = advice,
        };
        if (run.Uuid.Length == 0)
        {
            progress.ReportStart(RunStart.Started);
            throw WithoutUuid(answer);
        }

        progress.ReportRun(run, _channel.Clock.GetUtcNow());
        ScaleLog.Tell(() => $"The service accepted the run{(run.Input is { } input ? $" on {input}" : string.Empty)}; its uuid is '{run.Uuid}'.");
        return run;
    }

    private async Task<List<InputPart>> PrepareAsync(RunRequest request, RunProgress progress, CancellationToken cancellationToken)
    {
        var context = new InputContext(_storage, _storageUrls)
        {
            ThroughStorage = request.SaveTemporary,
            InlineLimit = request.InlineLimit,
            UploadBegins = progress.ReportUpload,
        };
        var inputs = new List<InputPart>(request.Inputs.Count);
        try
        {
            foreach (var input in request.Inputs)
            {
                inputs.Add(await input.PrepareAsync(context, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (ScaleException failure)
        {
            failure.RunStart = RunStart.NotStarted;
            throw;
        }

        return inputs;
    }

    private static RunStart StartOf(ScaleException failure) => failure switch
    {
        { IsOfToken: true } => RunStart.NotStarted,
        { StatusCode: null } => failure.MayHaveArrived ? RunStart.Unknown : RunStart.NotStarted,

        // The service accepted the run, but the answer cannot be read.
        { StatusCode: >= 200 and < 300 } => RunStart.Started,

        // A gateway may answer these after it passed the request on.
        { StatusCode: 408 or >= 500 } => RunStart.Unknown,
        _ => RunStart.NotStarted,
    };

    private static ScaleException Explain(ScaleException failure, RunRequest request, RunStart start)
    {
        var on = request.Description is { } description ? $" on {description}" : string.Empty;
        var more = failure switch
        {
            { ErrorId: ScaleErrorId.PayloadTooLarge } => " Use -SaveTemporary to send images as temporary objects.",
            _ when start == RunStart.Unknown => " The run may have started, so it was not sent again.",
            _ => string.Empty,
        };
        return new ScaleException(failure.ErrorId, $"The run{on} could not be submitted. {failure.Message}{more}", failure)
        {
            StatusCode = failure.StatusCode,
            Detail = failure.Detail,
            Target = failure.Target,
            RetryAfter = failure.RetryAfter,
            MayHaveArrived = failure.MayHaveArrived,
            RunStart = start,
        };
    }

    private ScaleException WithoutUuid(JToken answer) =>
        new ScaleException(ScaleErrorId.InvalidResponse,
            $"The result of the run cannot be received: {_urls.Endpoint.GetLeftPart(UriPartial.Path)} accepted the run but did not return its uuid. " +
            "Check that this is the endpoint of a deployment.")
        {
            Target = _urls.Endpoint.GetLeftPart(UriPartial.Path),
            Detail = Printable.OneLine(answer.ToString(Formatting.None), 200),
            RunStart = RunStart.Started,
        };
}
