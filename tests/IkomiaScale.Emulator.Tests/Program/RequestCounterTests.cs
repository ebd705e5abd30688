using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Program;

public sealed class RequestCounterTests
{
    [Fact]
    public async Task Requests_are_counted_by_their_kind()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var anonymous = emulator.Anonymous();
        using var reset = await emulator.Control.DeleteAsync("/_emulator/requests");
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);

        var created = await emulator.CreatedAsync("a", "a");
        await emulator.CreatedAsync("", "b");
        using var replaced = await emulator.OverwriteAsync("a", "c");
        using var copied = await emulator.Client.PostAsync("/v1/objects/b", Forms.Copy((string)created["uid"]!));
        using var content = await emulator.Client.GetAsync((string)created["download_url"]!);
        using var workflow = await anonymous.GetAsync("/workflow");
        await emulator.RunAsync(Runs.Request("describe"));
        await emulator.PathsAsync("/v1/objects/");
        using var deleted = await emulator.Client.DeleteAsync("/v1/objects/a");
        using var elsewhere = await emulator.Client.GetAsync("/nowhere");
        await emulator.TokenAsync();

        var counted = (await anonymous.GetFromJsonAsync<JsonNode>("/_emulator/requests"))!;
        Assert.Equal(
            """{"content":1,"copy":1,"create":2,"delete":1,"jwt":1,"list":1,"other":1,"overwrite":1,"results":1,"run":1,"workflow":1}""",
            counted["routes"]!.ToJsonString());
        Assert.Equal(12, (int)counted["total"]!);
    }
}
