using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Faults;

public sealed class PageFaultTests
{
    [Theory]
    [InlineData("""[{"route":"list","skip":1,"action":"duplicate-page"}]""", "a b / a b c d / e")]
    [InlineData("""[{"route":"list","action":"duplicate-page"}]""", "a b a b / c d / e")]
    [InlineData("""[{"route":"list","times":-1,"action":"reorder-page"}]""", "b a / d c / e")]
    [InlineData("""[{"route":"list","skip":1,"action":"drop-from-page","index":1}]""", "a b / c / e")]
    [InlineData("""[{"route":"list","action":"insert-in-page","index":1,"object":{"path":"../x"}}]""", "a ../x b / c d / e")]
    [InlineData("""[{"route":"list","skip":1,"action":"delete-object","name":"a"}]""", "a b / d e")]
    [InlineData("""[{"route":"list","skip":1,"action":"create-object","name":"0","content":"new"}]""", "a b / b c / d e")]
    [InlineData("""[{"route":"list","query":"*page=3*","action":"rewrite","find":"\"next\":null","with":"\"next\":\"{base}/v1/objects/?page=1\""},{"route":"list","skip":2,"action":"rewrite","find":"null","with":"null"}]""", "a b / c d / e / a b / c d / e")]
    public async Task Pages_come_as_the_rules_say(string rules, string expected)
    {
        await using var faulty = await FaultyEmulator.StartAsync("[]", options => options with { PageSize = 2 });
        foreach (var name in (string[])["b", "c", "d", "e"])
        {
            await faulty.Emulator.CreatedAsync(name, name);
        }

        using var put = await faulty.Control.PutAsync("/_emulator/faults", new StringContent(rules));
        var pages = await faulty.Emulator.PagesAsync("/v1/objects/?page=1");
        Assert.Equal(expected, string.Join(" / ", pages.Select(page => string.Join(' ', page))));
    }

    [Fact]
    public async Task An_inserted_object_has_all_fields_even_those_that_nobody_gave()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{"route":"list","action":"insert-in-page","object":{"path":"\u001b[31m","size":"large"}}]""");
        var page = await faulty.Client.GetFromJsonAsync<JsonNode>("/v1/objects/?page=1");
        var inserted = page!["results"]![0]!.AsObject();
        Assert.Equal("\u001b[31m", (string?)inserted["path"]);
        Assert.Equal("large", (string?)inserted["size"]);
        Assert.Equal(8, inserted.Count);
    }

    [Fact]
    public async Task A_refused_listing_is_refused_as_ever()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{"route":"list","times":-1,"action":"duplicate-page"}]""");
        await Answers.AssertRefusedAsync(faulty.Client.GetAsync("/v1/objects/?page=0"), System.Net.HttpStatusCode.BadRequest);
        await Answers.AssertRefusedAsync(faulty.Client.GetAsync("/v1/objects/a//b"), System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_download_url_can_lead_elsewhere()
    {
        await using var faulty = await FaultyEmulator.StartAsync(
            """[{"route":"list","action":"rewrite","find":"{base}/v1/content","with":"http://localhost:{port}/v1/content"}]""");
        Assert.Contains($"http://localhost:{faulty.Emulator.Address.Port}/v1/content/", await faulty.Client.GetStringAsync("/v1/objects/?page=1"));
    }
}
