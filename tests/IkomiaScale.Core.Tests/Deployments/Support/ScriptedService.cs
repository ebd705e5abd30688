using System.Net;
using System.Text;
using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Deployments.Support;

/// <summary>A transport whose answers are written down beforehand, for what a real server cannot be made to show.</summary>
internal sealed class ScriptedService : ITransport
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private readonly TimeProvider _clock;

    public ScriptedService(TimeProvider clock)
    {
        _clock = clock;
    }

    /// <summary>The workflow document that <c>/workflow</c> answers with.</summary>
    public string Workflow { get; set; } = Documents.Workflow;

    /// <summary>All that was asked except for tokens, in order.</summary>
    public List<Asked> Requests { get; } = [];

    /// <summary>What was asked of the run routes.</summary>
    public IEnumerable<Asked> Runs => Requests.Where(request => request.Path.StartsWith("/api/", StringComparison.Ordinal));

    /// <summary>The next answer of a run or storage route.</summary>
    public ScriptedService Then(int status, string? body) => Then(_ => Task.FromResult(Message(status, body)));

    /// <summary>The next call fails.</summary>
    public ScriptedService ThenFail(Exception exception) => Then(_ => Task.FromException<HttpResponseMessage>(exception));

    public ScriptedService Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public async Task<WireResponse> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var timer = new InactivityTimer(Timeout.InfiniteTimeSpan, cancellationToken);
        if (request.Url.AbsolutePath == "/v1/projects/jwt/")
        {
            return new WireResponse(Message(200, """{"id_token":"jwt","expires_in":36000}"""), request.Url, timer);
        }

        using var content = request.CreateContent?.Invoke(timer);
        var body = content is null ? null : await content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new Asked(
            request.Method.Method, request.Url.AbsolutePath, request.Url.Query, body, content?.Headers.ContentLength, _clock.GetUtcNow()));
        using var headers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.GiveUp);
        var message = request.Url.AbsolutePath == "/workflow"
            ? Message(200, Workflow)
            : await (_answers.Count > 0 ? _answers.Dequeue() : throw new InvalidOperationException($"No answer for {request.Url}"))(headers.Token);
        return new WireResponse(message, request.Url, timer);
    }

    public void Dispose()
    {
    }

    public static HttpResponseMessage Message(int status, string? body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body ?? string.Empty, Encoding.UTF8, "application/json"),
    };

    /// <summary>A request as it came.</summary>
    internal sealed record Asked(string Method, string Path, string Query, string? Body, long? Length, DateTimeOffset At);
}
