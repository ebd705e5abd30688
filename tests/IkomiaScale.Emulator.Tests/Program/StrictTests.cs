using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Program;

public sealed class StrictTests
{
    private const string File = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Type: text/plain\r\n\r\na\r\n--b--\r\n";
    private const string Archive = "--b\r\nContent-Disposition: form-data; name=\"is_directory_archive\"\r\n\r\nfalse\r\n";
    private const string Copy = "--b\r\nContent-Disposition: form-data; name=\"copy_from\"\r\n\r\nuid\r\n--b--\r\n";

    [Theory]
    [InlineData("POST", "/v1/objects/a", File, "The form of an upload has exactly the field 'is_directory_archive' and then the part 'file'.")]
    [InlineData("POST", "/v1/objects/a", Archive + "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n--b--\r\n", "The part 'file' of an upload has its own Content-Type.")]
    [InlineData("POST", "/v1/objects/a", Copy, "The form of a copy has exactly the field 'copy_from' and then an empty part 'file'.")]
    [InlineData("GET", "/v1/objects/", null, "A GET of objects has the query parameter page=N, with N from 1.")]
    [InlineData("GET", "/v1/objects/a?exact=True&page=1", null, "Booleans in a query are 'true' or 'false', in lowercase.")]
    [InlineData("DELETE", "/v1/objects/a", null, "A DELETE of objects has the query parameter exact=true or exact=false.")]
    [InlineData("PUT", "/v1/presigned-urls/download/uid", null, "A request for a pre-signed URL has the form field 'expire_at', with the Content-Type application/x-www-form-urlencoded.")]
    [InlineData("PUT", "/api/run?advice=true", "{}", "A request for a run has the Content-Type application/json.")]
    [InlineData("PUT", "/api/run", "json", "A request for a run has the query parameter advice=true.")]
    public async Task A_request_that_breaks_the_protocol_is_refused_with_the_sentence_and_counted(string method, string url, string? body, string sentence)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { Strict = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), url)
        {
            Content = body switch { null => null, "json" => JsonContent.Create(Runs.Request("describe")), _ => Forms.Raw(body, body == "{}" ? "text/plain" : "multipart/form-data; boundary=b") },
        };
        using var answer = await emulator.Client.SendAsync(request);
        Assert.Equal($"Refused by --strict: {sentence}", JsonNode.Parse(await answer.DetailAsync(HttpStatusCode.BadRequest))!.GetValue<string>());
        var counted = await ViolationsAsync(emulator);
        Assert.Equal(1, (int)counted["total"]!);
        Assert.Equal(sentence, (string?)counted["violations"]![0]!["sentence"]);
        Assert.Equal($"{method} {url.Split('?')[0]}", (string?)counted["violations"]![0]!["request"]);

        using var reset = await emulator.Control.DeleteAsync("/_emulator/violations");
        Assert.Equal(0, (int)(await ViolationsAsync(emulator))["total"]!);
    }

    [Fact]
    public async Task A_result_is_fetched_once_and_a_pre_signed_URL_takes_no_bearer()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { Strict = true });
        var uuid = await emulator.SubmittedAsync(Runs.Request("describe", Runs.Image([1])));
        using var first = await emulator.PollAsync(uuid);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await emulator.PollAsync(uuid);
        Assert.Contains("A result can be fetched only once.", await second.DetailAsync(HttpStatusCode.BadRequest));

        var uid = (string)(await emulator.CreatedAsync("a", "a"))["uid"]!;
        using var form = new FormUrlEncodedContent([new("expire_at", "2999-01-01T00:00:00Z")]);
        using var presigned = await emulator.Client.PutAsync($"/v1/presigned-urls/download/{uid}", form);
        var url = (string)(await presigned.JsonAsync())["presigned_download_url"]!;
        using var anonymous = emulator.Anonymous();
        Assert.Equal("a", await anonymous.GetStringAsync(url));
        using var told = await emulator.Client.GetAsync(url);
        Assert.Contains("A request to a pre-signed URL has no Authorization header.", await told.DetailAsync(HttpStatusCode.BadRequest));
        Assert.Equal(2, (int)(await ViolationsAsync(emulator))["total"]!);
    }

    [Fact]
    public async Task Otherwise_all_of_it_passes_and_nothing_is_counted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var listed = await emulator.Client.GetAsync("/v1/objects/");
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
        Assert.Equal(0, (int)(await ViolationsAsync(emulator))["total"]!);
    }

    private static async Task<JsonNode> ViolationsAsync(TestEmulator emulator)
    {
        using var anonymous = emulator.Anonymous();
        return (await anonymous.GetFromJsonAsync<JsonNode>("/_emulator/violations"))!;
    }
}
