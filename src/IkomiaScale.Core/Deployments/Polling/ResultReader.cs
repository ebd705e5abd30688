using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Polling;

/// <summary>
/// Reads the result of a run from an answer with status 200. It never throws, because the service does not return the result
/// again.
/// </summary>
internal static class ResultReader
{
    private const string Success = "SUCCESS";
    private const string Failure = "FAILURE";
    private const int DetailLimit = 1000;

    /// <summary>Reads the answer.</summary>
    /// <param name="run">The run.</param>
    /// <param name="body">The body that arrived.</param>
    /// <param name="now">The time of the answer.</param>
    /// <param name="isRecalled">Whether it is from an earlier command.</param>
    public static IkDeploymentResult Read(IkDeploymentRun run, ResultBody body, DateTimeOffset now, bool isRecalled = false)
    {
        var failure = Unreadable(run, body);
        JToken? json = null;
        try
        {
            json = failure is null ? JsonText.Parse(body.Text) : null;
        }
        catch (JsonException exception)
        {
            failure = Problem(run, ScaleErrorId.InvalidResponse, "the answer is not JSON.", exception);
        }
        catch (OutOfMemoryException exception)
        {
            failure = Problem(run, ScaleErrorId.InvalidResponse, $"the answer of {ByteSize.Format(body.Length)} does not fit into memory.", exception);
        }

        var results = json as JArray ?? WireJson.Field(json, "results") as JArray;
        var state = WireJson.Text(json, "state") ?? (failure is null ? Success : run.State ?? Success);
        if (failure is null && string.Equals(state, Failure, StringComparison.OrdinalIgnoreCase))
        {
            failure = RunErrors.WorkflowFailed(run, DetailOf(json));
        }
        else if (failure is null && results is null && (json as JObject)?.ContainsKey("results") != true)
        {
            failure = Problem(run, ScaleErrorId.InvalidResponse, "the answer has no list of results.", cause: null);
        }

        return new IkDeploymentResult(run.Uuid, state, body.Text)
        {
            RawPath = body.FilePath,
            TaskName = run.TaskName,
            Input = run.Input,
            Sources = run.Sources,
            Outputs = (results ?? []).Select((output, index) => OutputReader.Read(run.Uuid, index, output)).ToList(),
            Duration = Since(run.SubmittedAt, now),
            Failure = failure,
            Recalled = isRecalled,
        };
    }

    private static ScaleException? Unreadable(IkDeploymentRun run, ResultBody body)
    {
        if (body.Broken is { } broken)
        {
            return Problem(run, broken.ErrorId, $"the connection broke, and the service returns a result only once. {broken.Message}", broken, body.FilePath);
        }

        return body.FilePath is { } path
            ? Problem(run, ScaleErrorId.InvalidResponse, $"the answer of {ByteSize.Format(body.Length)} does not fit into memory.", cause: null, path)
            : null;
    }

    private static string? DetailOf(JToken? json) =>
        (WireJson.Field(json, "message") ?? WireJson.Field(json, "detail")) is { } words
            ? Printable.OneLine(WireJson.AsText(words) ?? words.ToString(Formatting.None), DetailLimit)
            : null;

    private static ScaleException Problem(IkDeploymentRun run, ScaleErrorId id, string why, Exception? cause, string? path = null) =>
        new ScaleException(id,
            $"The result of run '{run.Uuid}' cannot be read: {why} " +
            (path is null ? "What arrived is in the property Raw of the result." : $"What arrived is in the file '{path}'; delete it when you no longer need it."),
            cause)
        {
            Target = run.Uuid,
        };

    // The clocks of two machines may differ by more than a run takes.
    private static TimeSpan? Since(DateTime? submitted, DateTimeOffset now) =>
        submitted is { } time && now.UtcDateTime - time.ToUniversalTime() is var duration && duration >= TimeSpan.Zero ? duration : null;
}
