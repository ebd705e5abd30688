using IkomiaScale.Authentication;
using IkomiaScale.Storage;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Support;

/// <summary>A client on a service that gives out the tokens <c>jwt-1</c>, <c>jwt-2</c>… and answers all else as the test says.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    public const string ApiToken = "api-t0ken";
    private const string TokenRoute = "/v1/projects/jwt/";

    private int _tokens;

    private FakeService()
    {
    }

    public TestServer Server { get; private set; } = null!;

    public ScaleClient Client { get; private set; } = null!;

    public IStorageClient Storage => Client.Storage;

    public FakeClock Clock { get; private init; } = null!;

    /// <summary>What was asked apart from tokens.</summary>
    public IReadOnlyList<SeenRequest> Calls => Server.Requests.Where(request => !IsForToken(request.Target)).ToList();

    /// <summary>The same as <c>METHOD /path?query</c>.</summary>
    public IEnumerable<string> CallLines => Calls.Select(call => call.ToString());

    public IReadOnlyList<SeenRequest> TokenRequests => Server.Requests.Where(request => IsForToken(request.Target)).ToList();

    /// <param name="answer">Answers all that is not about tokens.</param>
    /// <param name="answerToken">Answers the request for a token, which has this number.</param>
    /// <param name="clock">The client's clock; one that jumps unless told otherwise.</param>
    /// <param name="limit">The inactivity limit.</param>
    /// <param name="endpoint">The endpoint; the server's own unless told otherwise.</param>
    public static async Task<FakeService> StartAsync(
        RequestDelegate answer, Func<HttpContext, int, Task>? answerToken = null, FakeClock? clock = null, TimeSpan? limit = null, Uri? endpoint = null)
    {
        var service = new FakeService { Clock = clock ?? new FakeClock(jumps: true) };
        service.Server = await TestServer.StartAsync(context => IsForToken(context.Target())
            ? (answerToken ?? GiveTokenAsync)(context, Interlocked.Increment(ref service._tokens))
            : answer(context));
        var address = service.Server.Address;
        var options = new ScaleClientOptions(endpoint ?? address, SecureStrings.Protect(ApiToken))
        {
            ScaleUrl = address,
            StorageUrl = address,
            InactivityTimeout = limit ?? Wired.Long,
            UserAgent = Wired.UserAgent,
        };
        service.Client = new ScaleClient(options, transport: null, service.Clock);
        return service;
    }

    /// <summary>The usual answer to a request for a token.</summary>
    public static Task GiveTokenAsync(HttpContext context, int number) => context.JsonAsync(TokenAnswer(number, 36000));

    public static JObject TokenAnswer(int number, JToken? lifetime) => new()
    {
        ["id_token"] = $"jwt-{number}",
        ["access_token"] = "other",
        ["token_type"] = "Bearer",
        ["expires_in"] = lifetime,
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private static bool IsForToken(string target) => target.StartsWith(TokenRoute, StringComparison.Ordinal);
}
