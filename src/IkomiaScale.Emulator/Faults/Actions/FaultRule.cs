using System.Text.Json;
using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>
/// One rule of a faults file. The file is a JSON array of rules (comments and trailing commas are fine):
/// <code>
/// [
///   // The second and third upload below dir/ are told to come back in a second.
///   { "route": "create", "path": "/v1/objects/dir/*", "skip": 1, "times": 2,
///     "action": "status", "status": 503, "headers": { "Retry-After": "1" }, "body": { "detail": "busy" } },
///   // Every download breaks off after 1000 bytes.
///   { "route": "content", "times": -1, "action": "truncate", "bytes": 1000 }
/// ]
/// </code>
/// The first rule that matches a request and is due takes it; the rules behind it do not see that request. What a rule
/// matches: <c>route</c> (jwt, list, create, overwrite, copy, delete, presign, content, workflow, run, results, administration, other),
/// <c>method</c>, <c>path</c> and <c>query</c> (as on the wire; <c>*</c> stands for anything), all optional. It lets
/// <c>skip</c> matching requests pass (0) and then takes <c>times</c> of them (1; -1 is all).
/// <para>The actions and what they read (defaults in brackets):</para>
/// <list type="table">
/// <item><term>status</term><description><c>status</c>, <c>headers</c>, <c>body</c> (a text is sent as it is, anything else as JSON), <c>contentType</c>,
/// <c>when</c> (before-body, or after-body: the request body is read first), <c>carriedOut</c> (false; true: the request is served, only its answer is replaced).</description></item>
/// <item><term>reset</term><description><c>when</c>: before-body, mid-body (<c>bytes</c>, [half] of the request body), after-body (<c>carriedOut</c> [true]), mid-response (<c>bytes</c> [half]).</description></item>
/// <item><term>stall</term><description><c>seconds</c> (-1: until the client gives up), <c>when</c>: headers, mid-body, mid-response. Then all goes on.</description></item>
/// <item><term>refuse-beyond</term><description>Of the requests that it takes (times -1), <c>atOnce</c> are served at once, each <c>seconds</c> [0] later; those beyond are refused as by
/// status, with <c>status</c> [429], <c>headers</c> and <c>body</c>.</description></item>
/// <item><term>slow-beyond</term><description>Each request waits <c>seconds</c> for every one that is under way beyond <c>atOnce</c>.</description></item>
/// <item><term>truncate</term><description>The answer breaks off after <c>bytes</c> [half], its Content-Length being the whole one.</description></item>
/// <item><term>shorten</term><description>The answer is cut to <c>bytes</c> [half], and its Content-Length with it: it looks complete.</description></item>
/// <item><term>corrupt</term><description>The byte at <c>offset</c> [the middle] of the answer is changed.</description></item>
/// <item><term>drip</term><description>The answer comes with <c>bytesPerSecond</c>.</description></item>
/// <item><term>rewrite</term><description>Every <c>find</c> in the answer becomes <c>with</c>.</description></item>
/// <item><term>expire-token</term><description>The JWT that is answered has expired already (route jwt).</description></item>
/// <item><term>revoke-tokens</term><description>All JWTs given so far are refused with 401 from this request on.</description></item>
/// <item><term>fail-deployment</term><description>The deployment that the request creates or changes ends as <c>ERROR</c> instead of coming up.</description></item>
/// <item><term>duplicate-page</term><description>The page of a listing begins with the objects of the one before once more (the first page: with its own).</description></item>
/// <item><term>reorder-page</term><description>The objects of the page come in reverse order.</description></item>
/// <item><term>drop-from-page</term><description>The object at <c>index</c> [0] of the page is left out of the answer.</description></item>
/// <item><term>insert-in-page</term><description><c>object</c> is added to the answer at <c>index</c> [0]; what it lacks is made up.</description></item>
/// <item><term>create-object</term><description>An object <c>name</c> with <c>content</c> [empty] really comes into being just before the request is served.</description></item>
/// <item><term>delete-object</term><description>The object <c>name</c> is really deleted just before the request is served.</description></item>
/// </list>
/// In headers, texts of bodies, <c>find</c> and <c>with</c>, <c>{base}</c> stands for the address that the client used, <c>{port}</c> for its port,
/// and <c>{now+N}</c> for the HTTP date in N seconds. A rule for copies looks into request bodies of up to 4 KiB.
/// </summary>
internal sealed record FaultRule
{
    public string? Route { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public string? Query { get; init; }

    public int Skip { get; init; }

    public int Times { get; init; } = 1;

    public required string Action { get; init; }

    public string? When { get; init; }

    public int? Status { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public JsonElement? Body { get; init; }

    public string? ContentType { get; init; }

    public bool? CarriedOut { get; init; }

    public double? Seconds { get; init; }

    public int? AtOnce { get; init; }

    public long? Bytes { get; init; }

    public long? Offset { get; init; }

    public long? BytesPerSecond { get; init; }

    public string? Find { get; init; }

    public string? With { get; init; }

    public int? Index { get; init; }

    public JsonObject? Object { get; init; }

    public string? Name { get; init; }

    public string? Content { get; init; }
}
