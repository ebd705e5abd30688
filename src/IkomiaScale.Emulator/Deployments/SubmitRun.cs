using System.Text.Json;
using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IkomiaScale.Emulator.Deployments;

/// <summary><c>PUT /api/run</c>: checks the request, stores it, and queues the run.</summary>
internal sealed class SubmitRun(RunFiles files, RunStore store, RunQueue queue, RunRequestReader reader, RunEstimate estimate, EmulatorOptions options, Referee referee)
{
    public async Task HandleAsync(HttpContext context, Deployment deployment)
    {
        referee.Require(
            context,
            context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true,
            "A request for a run has the Content-Type application/json.");
        referee.Require(context, options.Legacy || (string?)context.Request.Query["advice"] == "true", "A request for a run has the query parameter advice=true.");
        var cancellation = context.RequestAborted;
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = RunRequestJson.MaxBytes;
        }

        var uuid = Guid.NewGuid();
        await files.ReceiveRequestAsync(uuid, context.Request.Body, cancellation);
        var stored = false;
        try
        {
            var run = new StoredRun(
                uuid, RunState.Pending, BaseAddress.Of(context), await CheckAsync(uuid, deployment, cancellation), options.Clock.GetUtcNow(), null, deployment.Name);
            await store.InsertAsync(run, cancellation);
            stored = true;
            await AnswerAsync(context, queue.Add(run));
        }
        finally
        {
            if (!stored)
            {
                files.Delete(uuid);
            }
        }
    }

    private async Task<TimeSpan> CheckAsync(Guid uuid, Deployment deployment, CancellationToken cancellation)
    {
        try
        {
            await using var file = files.OpenRequest(uuid);
            using var document = await JsonDocument.ParseAsync(file, RunRequestJson.Options, cancellation);
            return estimate.Of(reader.Read(document.RootElement, deployment), deployment);
        }
        catch (JsonException exception)
        {
            throw new InvalidRunException([new RunError(["body", exception.BytePositionInLine ?? 0], $"JSON decode error: {exception.Message}", "json_invalid")]);
        }
    }

    private Task AnswerAsync(HttpContext context, ActiveRun run) => AnswerForm.IsOlder(context, options)
        ? JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, run.Run.Uuid)
        : JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, PollingAdvice.For(run, queue.CountAhead(run), RunWorkers.Count));
}
