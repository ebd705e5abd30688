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

            // Asked only after what surely had no effect.
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
            // Older deployments answer the bare uuid.
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

        // It was taken, only its answer cannot be read.
        { StatusCode: >= 200 and < 300 } => RunStart.Started,

        // A gateway may answer these after it has passed the request on.
        { StatusCode: 408 or >= 500 } => RunStart.Unknown,
        _ => RunStart.NotStarted,
    };

    private static ScaleException Explain(ScaleException failure, RunRequest request, RunStart start)
    {
        var on = request.Description is { } description ? $" on {description}" : string.Empty;
        var more = failure switch
        {
            { ErrorId: ScaleErrorId.PayloadTooLarge } => " Use -SaveTemporary to send images through temporary objects of the storage.",
            _ when start == RunStart.Unknown => " The run may have been started all the same, so it was not sent again.",
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
        new(ScaleErrorId.InvalidResponse,
            $"{_urls.Endpoint.GetLeftPart(UriPartial.Path)} took the run but did not tell its uuid, so its results cannot be asked for. " +
            "Check that the address is a deployment's.")
        {
            Target = _urls.Endpoint.GetLeftPart(UriPartial.Path),
            Detail = Printable.OneLine(answer.ToString(Formatting.None), 200),
            RunStart = RunStart.Started,
        };
}
