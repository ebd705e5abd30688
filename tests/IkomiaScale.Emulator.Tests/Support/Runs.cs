using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>Runs of the deployment.</summary>
internal static class Runs
{
    public static JsonObject Request(string task, params JsonNode[] inputs) => new()
    {
        ["inputs"] = new JsonArray(inputs),
        ["outputs"] = new JsonArray(new JsonObject { ["task_name"] = task }),
    };

    public static JsonObject Slow(int milliseconds) => With(Request("slow"), "slow", "milliseconds", $"{milliseconds}");

    public static JsonObject With(JsonObject request, string task, string parameter, string value)
    {
        request["parameters"] = new JsonArray(new JsonObject
        {
            ["task_name"] = task,
            ["parameters"] = new JsonObject { [parameter] = value },
        });
        return request;
    }

    public static JsonObject Image(byte[] content) => new() { ["image"] = Convert.ToBase64String(content) };

    public static JsonObject Stored(string origin, string uid, string dataType = "image") => new()
    {
        ["storage_object"] = new JsonObject { ["url"] = $"{origin}/v1/objects/?uid={uid}", ["data_type"] = dataType },
    };

    public static Task<HttpResponseMessage> SubmitAsync(this TestEmulator emulator, JsonNode request, string query = "?advice=true") =>
        emulator.Client.PutAsJsonAsync($"/api/run{query}", request);

    public static async Task<string> SubmittedAsync(this TestEmulator emulator, JsonNode request)
    {
        using var answer = await emulator.SubmitAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)(await answer.JsonAsync())["uuid"]!;
    }

    public static Task<HttpResponseMessage> PollAsync(this TestEmulator emulator, string uuid, bool hold = true) =>
        emulator.Client.GetAsync($"/api/results/{uuid}?advice=true&long={(hold ? "true" : "false")}");

    /// <summary>Runs to the end, which must be a good one, and gives the outputs.</summary>
    public static async Task<JsonArray> RunAsync(this TestEmulator emulator, JsonNode request)
    {
        using var answer = await emulator.PollAsync(await emulator.SubmittedAsync(request));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["results"]!.AsArray();
    }

    /// <summary>Runs to the end, which must be a failure, and gives the message.</summary>
    public static async Task<string> FailAsync(this TestEmulator emulator, JsonNode request)
    {
        using var answer = await emulator.PollAsync(await emulator.SubmittedAsync(request));
        Assert.Equal(520, (int)answer.StatusCode);
        return (string)(await answer.JsonAsync())["message"]!;
    }
}
