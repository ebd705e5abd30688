using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class ObjectNameTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly TestEmulator _emulator = shared.Emulator;

    public static TheoryData<string> GoodNames => new()
    {
        "simple.txt", "with blank", "a+b", "a%20b", "100%", "%2F", "%252F", "a#b", "a?b=c", "a&b", "a;b", "it's", "\"quoted\"", "[0-9]*", "back\\slash",
        "C:\\x", "é", "e\u0301", "日本語", "😀", "a:b@c!$()*,=~", "...", ".hidden", "trailing.", " leading", "trailing ", "con", "<x>|^`{}", "\u202egnp", "\u2028",
        "UPPER", "upper",
    };

    [Theory]
    [MemberData(nameof(GoodNames))]
    public async Task Names_come_back_as_they_went(string name)
    {
        var path = $"dir {name}/{name}";
        await _emulator.CreatedAsync(path + "/deeper", "deeper");
        var created = await _emulator.CreatedAsync(path, name);

        Assert.Equal(path, (string?)created["path"]);
        Assert.Equal([path], await _emulator.PathsAsync($"{TestEmulator.Url(path)}?exact=true&page=1"));
        Assert.Equal([path, path + "/deeper"], (await _emulator.PagesAsync($"{TestEmulator.Url(path)}?page=1")).SelectMany(page => page));
        Assert.Equal(name, await _emulator.Client.GetStringAsync((string)created["download_url"]!));
        using var deleted = await _emulator.Client.DeleteAsync($"{TestEmulator.Url(path)}?exact=true");
        Assert.True(deleted.IsSuccessStatusCode);
        Assert.Equal([path + "/deeper"], await _emulator.PathsAsync($"{TestEmulator.Url($"dir {name}")}/?page=1"));
    }

    [Fact]
    public async Task Names_are_case_sensitive_and_not_normalised()
    {
        await using var emulator = await TestEmulator.StartAsync();
        string[] names = ["a", "A", "\u00e9", "e\u0301"];
        foreach (var name in names)
        {
            await emulator.CreatedAsync(name, name);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), (await emulator.PathsAsync("/v1/objects/?page=1")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_longest_name_of_the_longest_characters_is_fine()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = 1 });
        var name = new string('語', 1024);
        await emulator.CreatedAsync(name, "x");
        Assert.Equal([name], await emulator.PathsAsync($"{TestEmulator.Url(name)}?exact=true"));
    }

    [Fact]
    public async Task The_absolute_form_of_a_request_names_the_same_object()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.CreatedAsync("a b", "x");
        using var connection = await RawConnection.OpenAsync(emulator.Address);
        await connection.SendAsync(
            $"GET {emulator.Origin}/v1/objects/a%20b?exact=true HTTP/1.1\r\nHost: {emulator.Address.Authority}\r\nConnection: close\r\n" +
            $"Authorization: {emulator.Client.DefaultRequestHeaders.Authorization}\r\n\r\n");
        Assert.Contains("\"path\":\"a b\"", await connection.ReadUntilAsync("]"), StringComparison.Ordinal);
    }
}
