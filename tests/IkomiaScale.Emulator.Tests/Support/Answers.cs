using System.Net;
using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>Reads answers.</summary>
internal static class Answers
{
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>Checks that it is a refusal with JSON, and gives what it says.</summary>
    public static async Task<string> DetailAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var detail = (await answer.JsonAsync())["detail"]!;
        return detail.ToJsonString();
    }

    public static async Task AssertRefusedAsync(Task<HttpResponseMessage> sent, HttpStatusCode status)
    {
        using var answer = await sent;
        Assert.NotEmpty(await answer.DetailAsync(status));
    }
}
