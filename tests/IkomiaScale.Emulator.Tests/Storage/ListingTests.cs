using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class ListingTests
{
    [Fact]
    public async Task A_listing_is_paged_and_ordered_by_bytes()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 3 });
        string[] names = ["b", "B", "a/2", "a/10", "a", "é", "z", "a b", "😀", "\uffee"];
        foreach (var name in names)
        {
            await emulator.CreatedAsync(name, name);
        }

        var pages = await emulator.PagesAsync("/v1/objects/?page=1");
        Assert.Equal([3, 3, 3, 1], pages.Select(page => page.Count));
        Assert.Equal(["B", "a", "a b", "a/10", "a/2", "b", "z", "é", "\uffee", "😀"], pages.SelectMany(page => page));
        Assert.Empty(await emulator.PathsAsync("/v1/objects/?page=5"));
        Assert.Equal(["a/10", "a/2", "b"], await emulator.PathsAsync("/v1/objects?page=2"));
    }

    [Fact]
    public async Task A_full_last_page_has_no_next_one()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 2 });
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            await emulator.CreatedAsync(name, name);
        }

        Assert.Equal([2, 2], (await emulator.PagesAsync("/v1/objects/?page=1")).Select(page => page.Count));
    }

    [Fact]
    public async Task A_prefix_is_plain_text_and_knows_nothing_of_folders()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 2 });
        foreach (var name in (string[])["dir", "dir/a", "dir/é #%+?&", "dir2/x", "di", "other"])
        {
            await emulator.CreatedAsync(name, name);
        }

        Assert.Equal(["dir", "dir/a", "dir/é #%+?&", "dir2/x"], (await emulator.PagesAsync("/v1/objects/dir?page=1")).SelectMany(page => page));
        Assert.Equal(["dir/a", "dir/é #%+?&"], (await emulator.PagesAsync("/v1/objects/dir/?page=1")).SelectMany(page => page));
        Assert.Equal(["dir/é #%+?&"], (await emulator.PagesAsync($"{TestEmulator.Url("dir/é #%+?")}?page=1")).SelectMany(page => page));
        Assert.Empty(await emulator.PathsAsync("/v1/objects/dir/b?page=1"));
    }

    [Fact]
    public async Task Pages_count_from_what_there_is_now()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 2 });
        foreach (var name in (string[])["b", "c", "d", "e", "f"])
        {
            await emulator.CreatedAsync(name, name);
        }

        Assert.Equal(["b", "c"], await emulator.PathsAsync("/v1/objects/?page=1"));
        Assert.Equal(["d", "e"], await emulator.PathsAsync("/v1/objects/?page=2"));
        await emulator.CreatedAsync("a", "a");
        Assert.Equal(["c", "d"], await emulator.PathsAsync("/v1/objects/?page=2"));
        using var deleted = await emulator.Client.DeleteAsync("/v1/objects/b?exact=true");
        Assert.Equal(["d", "e"], await emulator.PathsAsync("/v1/objects/?page=2"));
        Assert.Equal(["f"], await emulator.PathsAsync("/v1/objects/?page=3"));
    }

    [Fact]
    public async Task Objects_are_found_by_exact_path_uid_and_hash()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var first = await emulator.CreatedAsync("dir/a.txt", "same");
        await emulator.CreatedAsync("dir/a.txt.bak", "same");
        var temporary = await emulator.CreatedAsync("", "same");
        await emulator.CreatedAsync("else", "different");

        Assert.Equal(["dir/a.txt"], await emulator.PathsAsync("/v1/objects/dir/a.txt?exact=true&page=1"));
        Assert.Empty(await emulator.PathsAsync("/v1/objects/dir?exact=true&page=1"));
        Assert.Equal(["dir/a.txt"], await emulator.PathsAsync($"/v1/objects/?uid={first["uid"]}&page=1"));
        Assert.Equal([null], await emulator.PathsAsync($"/v1/objects/?uid={temporary["uid"]}&page=1"));
        Assert.Empty(await emulator.PathsAsync($"/v1/objects/?uid={Guid.NewGuid()}&page=1"));
        Assert.Equal([null, "dir/a.txt", "dir/a.txt.bak"], await emulator.PathsAsync($"/v1/objects/?sha256={first["sha256"]}&page=1"));
        Assert.Equal(3, (await emulator.PathsAsync($"/v1/objects/?sha256={((string)first["sha256"]!).ToUpperInvariant()}")).Count);
        Assert.Equal(["dir/a.txt", "dir/a.txt.bak"], await emulator.PathsAsync($"/v1/objects/dir?sha256={first["sha256"]}&page=1"));
        Assert.Empty(await emulator.PathsAsync("/v1/objects/?sha256=00&page=1"));
        Assert.Equal(["dir/a.txt", "dir/a.txt.bak", "else"], await emulator.PathsAsync("/v1/objects/?page=1"));
    }

    [Fact]
    public async Task A_listing_by_hash_is_paged_as_well()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 2 });
        JsonNode created = new JsonObject();
        for (var index = 0; index < 5; index++)
        {
            created = await emulator.CreatedAsync($"copy {index}", "same");
        }

        var pages = await emulator.PagesAsync($"/v1/objects/?sha256={created["sha256"]}&page=1");
        Assert.Equal([2, 2, 1], pages.Select(page => page.Count));
        Assert.Equal(5, pages.SelectMany(page => page).Distinct().Count());
    }

    [Fact]
    public async Task An_object_is_shown_with_the_fields_of_the_protocol()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.CreatedAsync("dir/a.txt", "hello", "text/plain; charset=utf-8");
        var page = await emulator.Client.GetFromJsonAsync<JsonNode>("/v1/objects/?page=1");
        var shown = page!["results"]![0]!.AsObject();
        Assert.Equal(
            ["content_type", "created_at", "download_url", "is_directory_archive", "path", "sha256", "size", "uid"],
            shown.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal("text/plain; charset=utf-8", (string?)shown["content_type"]);
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", (string?)shown["sha256"]);
        Assert.Equal(5, (int)shown["size"]!);
        Assert.False((bool)shown["is_directory_archive"]!);
        Assert.Matches("^[0-9T:.-]+(Z|[+-][0-9:]+)$", (string)shown["created_at"]!);
        var age = DateTimeOffset.UtcNow - DateTimeOffset.Parse((string)shown["created_at"]!, CultureInfo.InvariantCulture);
        Assert.InRange(age.TotalMinutes, -1, 1);
        Assert.StartsWith(emulator.Origin + "/", (string)shown["download_url"]!);
        Assert.Null((string?)page["next"]);
    }

    [Fact]
    public async Task Urls_name_the_host_that_the_client_used()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 1 });
        await emulator.CreatedAsync("a", "a");
        await emulator.CreatedAsync("b", "b");
        var page = await emulator.Client.GetFromJsonAsync<JsonNode>($"http://localhost:{emulator.Address.Port}/v1/objects/?page=1");
        Assert.StartsWith($"http://localhost:{emulator.Address.Port}/", (string)page!["next"]!);
        Assert.StartsWith($"http://localhost:{emulator.Address.Port}/", (string)page["results"]![0]!["download_url"]!);
    }

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?page=-1")]
    [InlineData("?page=one")]
    [InlineData("?page=99999999999")]
    [InlineData("?page=1&page=2")]
    [InlineData("?exact=maybe")]
    public async Task Values_of_the_wrong_form_are_refused(string query)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await Answers.AssertRefusedAsync(emulator.Client.GetAsync($"/v1/objects/{query}"), HttpStatusCode.BadRequest);
    }
}
