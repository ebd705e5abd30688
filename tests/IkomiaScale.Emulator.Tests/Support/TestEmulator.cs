using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>An emulator inside the test process, on a free port and a folder of its own, with a client that is let in.</summary>
internal sealed class TestEmulator : IAsyncDisposable
{
    private readonly TestFolder _folder;
    private readonly bool _ownsFolder;
    private readonly EmulatorHost _host;

    private TestEmulator(EmulatorHost host, TestFolder folder, bool ownsFolder)
    {
        _host = host;
        _folder = folder;
        _ownsFolder = ownsFolder;
        Client = new HttpClient { BaseAddress = host.Address };
        Control = new HttpClient { BaseAddress = host.Address, DefaultRequestHeaders = { Authorization = new("Token", "emulator-token") } };
    }

    public HttpClient Client { get; }

    /// <summary>A client with the API token, for what changes the emulator itself.</summary>
    public HttpClient Control { get; }

    public TestFolder Folder => _folder;

    public Uri Address => _host.Address;

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    public static async Task<TestEmulator> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null, TestFolder? folder = null)
    {
        var used = folder ?? new TestFolder();
        var options = new EmulatorOptions { Port = 0, DataPath = used.Path };
        try
        {
            var host = await EmulatorHost.StartAsync(change?.Invoke(options) ?? options);
            var emulator = new TestEmulator(host, used, ownsFolder: folder is null);
            emulator.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await emulator.TokenAsync());
            return emulator;
        }
        catch when (folder is null)
        {
            used.Dispose();
            throw;
        }
    }

    public async Task<string> TokenAsync(bool storage = true)
    {
        using var answer = await TokenRequestAsync($"endpoint={Uri.EscapeDataString(Origin)}{(storage ? "&storage=true" : "")}");
        return (string)(await answer.JsonAsync())["id_token"]!;
    }

    public async Task<HttpResponseMessage> TokenRequestAsync(string query, string authorization = "Token emulator-token")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/projects/jwt/?{query}");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Client.SendAsync(request);
    }

    /// <summary>A client without the bearer.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    public Task<HttpResponseMessage> CreateAsync(string path, string content, string type = "text/plain", bool archive = false) =>
        Client.PostAsync(Url(path), Forms.Upload(content, type, archive));

    public Task<HttpResponseMessage> OverwriteAsync(string path, string content, string type = "text/plain") =>
        Client.PutAsync(Url(path), Forms.Upload(content, type));

    public async Task<JsonNode> CreatedAsync(string path, string content, string type = "text/plain")
    {
        using var answer = await CreateAsync(path, content, type);
        answer.EnsureSuccessStatusCode();
        return await answer.JsonAsync();
    }

    public async Task<List<string?>> PathsAsync(string url)
    {
        var page = await Client.GetFromJsonAsync<JsonNode>(url);
        return page!["results"]!.AsArray().Select(item => (string?)item!["path"]).ToList();
    }

    /// <summary>Follows a listing to its end, and gives the pages.</summary>
    public async Task<List<List<string?>>> PagesAsync(string url)
    {
        var pages = new List<List<string?>>();
        for (string? next = url; next is not null;)
        {
            var page = (await Client.GetFromJsonAsync<JsonNode>(next))!;
            pages.Add(page["results"]!.AsArray().Select(item => (string?)item!["path"]).ToList());
            next = (string?)page["next"];
        }

        return pages;
    }

    /// <summary>Waits until so many requests of a kind have come.</summary>
    public Task SeenAsync(string route, int count = 1) => Eventually.HoldsAsync(
        async () => (int?)(await Client.GetFromJsonAsync<JsonNode>("/_emulator/requests"))!["routes"]![route] >= count, $"{count} requests of the kind '{route}'");

    public static string Url(string path) => "/v1/objects/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Control.Dispose();
        await _host.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
