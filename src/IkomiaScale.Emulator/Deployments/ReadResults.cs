using System.Collections.Concurrent;
using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Deployments;

/// <summary><c>GET /api/results/{uuid}</c>: the state of a run, or its result, which is deleted after it is read.</summary>
internal sealed class ReadResults(RunStore store, RunFiles files, RunQueue queue, EmulatorOptions options, IHostApplicationLifetime lifetime, Referee referee)
{
    public const string Route = "api/results/{uuid}";

    private readonly ConcurrentDictionary<Guid, bool> _beingRead = new();
    private readonly ConcurrentDictionary<Guid, bool> _given = new();

    public async Task HandleAsync(HttpContext context)
    {
        if (!Guid.TryParse((string)context.GetRouteValue("uuid")!, out var uuid))
        {
            throw new InvalidRunException([new RunError(["path", "uuid"], "Input should be a valid UUID", "uuid_parsing")]);
        }

        referee.Require(context, !_given.ContainsKey(uuid), "A result can be fetched only once.");
        referee.Require(context, BooleanText.IsPlain(context.Request, "advice") && BooleanText.IsPlain(context.Request, "long"), BooleanText.Sentence);
        var run = await store.FindAsync(uuid, context.RequestAborted);
        if (run is { IsFinished: false } && QueryValues.Boolean(context.Request, "long", missing: false))
        {
            await WaitAsync(uuid, context.RequestAborted);
            run = await store.FindAsync(uuid, context.RequestAborted);
        }

        switch (run?.State)
        {
            case RunState.Success:
                await AnswerResultAsync(context, uuid);
                break;
            case RunState.Failure:
                await JsonAnswer.WriteAsync(context, 520, new { run.Message });
                break;
            default:
                await AnswerPendingAsync(context, Advice(uuid));
                break;
        }
    }

    private PollingAdvice Advice(Guid uuid) => queue.Find(uuid) is { } active
        ? PollingAdvice.For(active, queue.CountAhead(active), RunWorkers.Count)
        : PollingAdvice.Unknown(uuid);

    /// <summary>Waits until the run has ended, the time is over, or the emulator ends.</summary>
    private async Task WaitAsync(Guid uuid, CancellationToken aborted)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        try
        {
            await (queue.Find(uuid)?.Finished ?? Task.CompletedTask).WaitAsync(options.LongPoll, ends.Token);
        }
        catch (TimeoutException)
        {
            // The answer is that the run is not finished.
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            // The emulator ends, so answer now.
        }
    }

    private Task AnswerPendingAsync(HttpContext context, PollingAdvice advice) => AnswerForm.IsOlder(context, options)
        ? JsonAnswer.WriteRawAsync(context, StatusCodes.Status202Accepted, "null"u8.ToArray())
        : JsonAnswer.WriteAsync(context, StatusCodes.Status202Accepted, advice);

    private async Task AnswerResultAsync(HttpContext context, Guid uuid)
    {
        if (!_beingRead.TryAdd(uuid, true))
        {
            await AnswerPendingAsync(context, PollingAdvice.BeingRead(uuid));
            return;
        }

        try
        {
            await SendAsync(context, uuid);
            if (options.Strict)
            {
                _given[uuid] = true;
            }

            // Deleted only after the complete body was sent: a result that breaks can be fetched again.
            await store.DeleteAsync(uuid, CancellationToken.None);
            files.Delete(uuid);
        }
        catch (FileNotFoundException)
        {
            // Another request has read and deleted it since its state was read.
            await AnswerPendingAsync(context, PollingAdvice.Unknown(uuid));
        }
        finally
        {
            _beingRead.TryRemove(uuid, out _);
        }
    }

    private async Task SendAsync(HttpContext context, Guid uuid)
    {
        var (before, after) = AnswerForm.IsOlder(context, options)
            ? ([], [])
            : ("{\"results\":"u8.ToArray(), ",\"state\":\"SUCCESS\",\"eta\":[0,0]}"u8.ToArray());
        await using var result = files.OpenResult(uuid);
        var response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = before.Length + result.Length + after.Length;
        await response.Body.WriteAsync(before, context.RequestAborted);
        await result.CopyToAsync(response.Body, 256 * 1024, context.RequestAborted);
        await response.Body.WriteAsync(after, context.RequestAborted);
        await response.CompleteAsync();
        context.RequestAborted.ThrowIfCancellationRequested();
    }
}
