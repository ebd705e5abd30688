using System.Collections.Concurrent;
using System.Net;
using System.Text;
using IkomiaScale.Authentication;
using IkomiaScale.Tests.Deployments.Support;
using IkomiaScale.Wire;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>
/// The runs of a service, in memory: a result is given once, and 202 is answered also for what is gone. The process that asks can be
/// killed at any step: before a request arrives, or after it was carried out.
/// </summary>
internal sealed class FakeRuns : ITransport
{
    private readonly ConcurrentDictionary<string, string> _results = new();
    private readonly ConcurrentDictionary<string, int> _polls = new();
    private int _numbers;
    private int _submissions;
    private int _questions;

    /// <summary>How many questions are answered with 202 before the result is given.</summary>
    public int PollsBefore { get; set; }

    /// <summary>Called with what a run or a question is about to do, and then with what was done. What it throws is thrown to who asked.</summary>
    public Action<string> Step { get; set; } = _ => { };

    /// <summary>What is answered to a run or a question in place of the service, by its input or uuid; null for the service.</summary>
    public Func<string, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>How often each input was run.</summary>
    public ConcurrentDictionary<string, int> Runs { get; } = new();

    /// <summary>The uuid of each run by its input.</summary>
    public ConcurrentDictionary<string, string> Uuids { get; } = new();


    /// <summary>How long a run or a question takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many submissions there were at most at a time.</summary>
    public int MostSubmissions { get; private set; }

    /// <summary>How many questions there were at most at a time.</summary>
    public int MostQuestions { get; private set; }

    public string Workflow { get; set; } = Documents.Workflow;

    public ScaleClient CreateClient(TimeProvider? clock = null) =>
        new(new ScaleClientOptions(TestClient.Endpoint, SecureStrings.Protect("token")), this, clock ?? TimeProvider.System);

    public async Task<WireResponse> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var timer = new InactivityTimer(Timeout.InfiniteTimeSpan, cancellationToken);
        var path = request.Url.AbsolutePath;
        var message = path switch
        {
            "/v1/projects/jwt/" => Message(200, """{"id_token":"jwt","expires_in":36000}"""),
            "/workflow" => Answer("workflow") ?? Message(200, Workflow),
            "/api/run" => await CountAsync(1, 0, () => RunAsync(request, timer, cancellationToken)),
            _ => await CountAsync(0, 1, () => Task.FromResult(Ask(path[(path.LastIndexOf('/') + 1)..]))),
        };
        return new WireResponse(message, request.Url, timer);
    }

    public void Dispose()
    {
    }

    public static HttpResponseMessage Message(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private async Task<HttpResponseMessage> CountAsync(int submissions, int questions, Func<Task<HttpResponseMessage>> answer)
    {
        Count(submissions, questions);
        try
        {
            await Task.Delay(Delay);
            return await answer();
        }
        finally
        {
            Count(-submissions, -questions);
        }
    }

    private void Count(int submissions, int questions)
    {
        lock (_results)
        {
            (_submissions, _questions) = (_submissions + submissions, _questions + questions);
            (MostSubmissions, MostQuestions) = (Math.Max(MostSubmissions, _submissions), Math.Max(MostQuestions, _questions));
        }
    }

    private async Task<HttpResponseMessage> RunAsync(WireRequest request, InactivityTimer timer, CancellationToken cancellationToken)
    {
        using var content = request.CreateContent!(timer);
        var body = JObject.Parse(await content.ReadAsStringAsync(cancellationToken));
        var input = (string)body["inputs"]![0]!["DATA_DICT"]!["name"]!;
        Step($"run {input}");
        if (Answer(input) is { } answer)
        {
            return answer;
        }

        Runs.AddOrUpdate(input, 1, (_, count) => count + 1);
        var uuid = $"uuid-{Interlocked.Increment(ref _numbers)}";
        _results[uuid] = $$"""{"state":"SUCCESS","results":[{"DATA_DICT":{"of":"{{input}}"} }]}""";
        Uuids[input] = uuid;
        Step($"ran {input}");
        return Message(200, $$"""{"uuid":"{{uuid}}","state":"PENDING","next_poll_in":0}""");
    }

    private HttpResponseMessage Ask(string uuid)
    {
        Step($"ask {uuid}");
        if (Answer(uuid) is { } answer)
        {
            return answer;
        }

        if (_polls.AddOrUpdate(uuid, 1, (_, count) => count + 1) <= PollsBefore || !_results.TryRemove(uuid, out var result))
        {
            Step($"asked {uuid}");
            return Message(202, """{"state":"STARTED","next_poll_in":0}""");
        }

        Step($"gave {uuid}");
        return Message(200, result);
    }
}
