using System.Net;
using System.Text;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>What a user is told when the service refuses.</summary>
public sealed class ErrorAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(300, ScaleErrorId.InvalidResponse)]
    [InlineData(400, ScaleErrorId.InvalidInput)]
    [InlineData(401, ScaleErrorId.Unauthorized)]
    [InlineData(402, ScaleErrorId.QuotaExceeded)]
    [InlineData(403, ScaleErrorId.Forbidden)]
    [InlineData(404, ScaleErrorId.ObjectNotFound)]
    [InlineData(405, ScaleErrorId.InvalidInput)]
    [InlineData(408, ScaleErrorId.Timeout)]
    [InlineData(409, ScaleErrorId.ObjectExists)]
    [InlineData(410, ScaleErrorId.ObjectNotFound)]
    [InlineData(413, ScaleErrorId.PayloadTooLarge)]
    [InlineData(416, ScaleErrorId.InvalidResponse)]
    [InlineData(422, ScaleErrorId.InvalidInput)]
    [InlineData(429, ScaleErrorId.RateLimited)]
    [InlineData(500, ScaleErrorId.ServiceUnavailable)]
    [InlineData(502, ScaleErrorId.ServiceUnavailable)]
    [InlineData(503, ScaleErrorId.ServiceUnavailable)]
    [InlineData(507, ScaleErrorId.QuotaExceeded)]
    [InlineData(520, ScaleErrorId.WorkflowFailed)]
    [InlineData(599, ScaleErrorId.ServiceUnavailable)]
    public async Task A_status_has_its_error_id(int status, ScaleErrorId expected)
    {
        var error = await ErrorAsync(status, """{"detail":"The reason."}""");

        Assert.Equal(expected, error.ErrorId);
        Assert.Equal(status, error.StatusCode);
        Assert.Equal("The reason.", error.Detail);
        Assert.Contains("The service says: The reason.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", error.Message, StringComparison.Ordinal);
        Assert.Contains("object 'a'", error.Message, StringComparison.Ordinal);
        Assert.Equal("a", error.Target);
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(409, false)]
    [InlineData(501, false)]
    [InlineData(507, false)]
    [InlineData(520, false)]
    public async Task Only_what_may_pass_is_transient(int status, bool expected) =>
        Assert.Equal(expected, (await ErrorAsync(status, "{}")).IsTransient);

    [Fact]
    public async Task What_is_missing_may_be_the_deployment()
    {
        var error = await ErrorAnswer.ReadAsync(
            Response(404, """{"detail":"gone"}"""), "https://my.example/d", "https://my.example/d", ScaleErrorId.DeploymentNotFound, Now, default);

        Assert.Equal(ScaleErrorId.DeploymentNotFound, error.ErrorId);
        Assert.Contains("no deployment at https://my.example/d on this account", error.Message, StringComparison.Ordinal);
        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"detail":"words"}""", "words")]
    [InlineData("""{"message":"words"}""", "words")]
    [InlineData("""{"error":"words"}""", "words")]
    [InlineData("""{"message":"second","detail":"first"}""", "first")]
    [InlineData("""{"detail":null,"message":"","error":"words"}""", "words")]
    [InlineData("\"words\"", "words")]
    [InlineData("  \r\n {\"detail\":\"words\"}", "words")]
    [InlineData("""["one","two"]""", "one; two")]
    [InlineData("""{"detail":["one","two"]}""", "one; two")]
    [InlineData("""{"detail":[{"loc":["body","inputs",0],"msg":"field required","type":"missing"}]}""", "body.inputs.0: field required")]
    [InlineData("""{"detail":[{"loc":["a"],"msg":"x"},{"msg":"y"},{"loc":"b","msg":"z"}]}""", "a: x; y; z")]
    [InlineData("""{"detail":{"code":7}}""", """{"code":7}""")]
    [InlineData("""{"detail":12.5}""", "12.5")]
    [InlineData("""{"name":["too long","not unique"],"code":1}""", "name: too long; not unique")]
    [InlineData("""{"detail":"two\nlines\tand\r\nmore"}""", "two lines and more")]
    [InlineData("""{"detail":"\u001b[31mred\u0007\u202eevil\u009b"}""", @"\u001b[31mred\u0007\u202eevil\u009b")]
    [InlineData("""{"detail":"2026-03-01T00:00:00Z"}""", "2026-03-01T00:00:00Z")]
    public void The_servers_words_are_found(string body, string expected) => Assert.Equal(expected, ErrorAnswer.FindDetail(body));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<html><body>502 Bad Gateway</body></html>")]
    [InlineData("Bad Gateway")]
    [InlineData("{")]
    [InlineData("{\"detail\":\"cut of")]
    [InlineData("{}")]
    [InlineData("""{"other":"x"}""")]
    [InlineData("""{"detail":null}""")]
    [InlineData("""{"detail":""}""")]
    [InlineData("[]")]
    public async Task Without_words_the_status_is_told(string body)
    {
        var error = await ErrorAsync(502, body);

        Assert.Null(error.Detail);
        Assert.Equal("The service answered 502 (Bad Gateway) for object 'a'. Try again later.", error.Message);
    }

    [Fact]
    public async Task A_missing_permission_says_who_can_help()
    {
        var error = await ErrorAsync(403, """{"detail":"Read only."}""");

        Assert.Equal(ScaleErrorId.Forbidden, error.ErrorId);
        Assert.Equal(
            "The account of the token has no permission for this: object 'a'. The service says: Read only. "
            + "Ask an owner of the project for the permission, or use a token of an account that has it.",
            error.Message);
    }

    [Fact]
    public void Deep_nesting_is_not_followed() =>
        Assert.Null(ErrorAnswer.FindDetail("""{"detail":""" + new string('[', 100_000) + new string(']', 100_000) + "}"));

    [Fact]
    public async Task Long_words_are_cut()
    {
        var error = await ErrorAsync(400, $$"""{"detail":"{{new string('x', 50_000)}}"}""");

        Assert.Equal(new string('x', 1000) + "…", error.Detail);
    }

    [Fact]
    public async Task A_flood_is_not_read_to_its_end()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("{\"detail\":\"");
            for (var flood = Encoding.ASCII.GetBytes(new string('x', 100_000)); ;)
            {
                await context.Response.Body.WriteAsync(flood, context.RequestAborted);
            }
        });
        using var transport = Wired.Transport();
        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Address), CancellationToken.None);

        var error = await ErrorAnswer.ReadAsync(response, "object 'a'", "a", ScaleErrorId.ObjectNotFound, Now, CancellationToken.None);

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
    }

    [Fact]
    public async Task An_explanation_that_never_comes_does_not_hide_the_status()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 409;
            await context.Response.WriteAsync("{");
            await context.BreakOffAsync();
        });
        using var transport = Wired.Transport();
        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Address), CancellationToken.None);

        var error = await ErrorAnswer.ReadAsync(response, "object 'a'", "a", ScaleErrorId.ObjectNotFound, Now, CancellationToken.None);

        Assert.Equal(ScaleErrorId.ObjectExists, error.ErrorId);
    }

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData("0", 0.0)]
    [InlineData("Sun, 01 Mar 2026 12:01:30 GMT", 90.0)]
    [InlineData("Sun, 01 Mar 2020 12:00:00 GMT", 0.0)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999", null)]
    public async Task How_long_to_wait_is_understood_in_both_forms(string header, double? seconds)
    {
        var response = Response(503, "{}", message => message.Headers.TryAddWithoutValidation("Retry-After", header));

        var error = await ErrorAnswer.ReadAsync(response, "object 'a'", "a", ScaleErrorId.ObjectNotFound, Now, CancellationToken.None);

        Assert.Equal(seconds, error.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_reason_cannot_paint_the_terminal()
    {
        var response = Response(500, "", message => message.ReasonPhrase = "\u001b[2JOops" + new string('!', 5000));

        var error = await ErrorAnswer.ReadAsync(response, "object 'a'", "a", ScaleErrorId.ObjectNotFound, Now, CancellationToken.None);

        Assert.Contains(@"\u001b[2JOops!", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 300);
    }

    private static Task<ScaleException> ErrorAsync(int status, string body) =>
        ErrorAnswer.ReadAsync(Response(status, body), "object 'a'", "a", ScaleErrorId.ObjectNotFound, Now, CancellationToken.None);

    private static WireResponse Response(int status, string body, Action<HttpResponseMessage>? change = null)
    {
        var message = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        change?.Invoke(message);
        return new WireResponse(message, new Uri("https://scalefs.example/v1/objects/a"), new InactivityTimer(Wired.Long, CancellationToken.None));
    }
}
