using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>
/// An emulator inside the test process. Most tests share one, each in a folder of its own there; tests that make it fail
/// or that count its requests have one to themselves.
/// </summary>
public sealed class Emulated : IAsyncDisposable
{
    /// <summary>The API token that it takes.</summary>
    public const string Token = EmulatorOptions.DefaultToken;

    private static readonly Lazy<Task<Emulated>> SharedOne = new(() => StartAsync());

    private readonly EmulatorHost _host;
    private readonly DirectoryInfo _data;
    private readonly HttpClient _client;

    private Emulated(EmulatorHost host, DirectoryInfo data)
    {
        _host = host;
        _data = data;
        var handler = new SocketsHttpHandler();
        if (host.AuthorityFile is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = new()
            {
                RevocationMode = X509RevocationMode.NoCheck,
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(authority) },
            };
        }

        _client = new HttpClient(handler) { BaseAddress = host.Address, DefaultRequestHeaders = { Authorization = new("Token", Token) } };
    }

    /// <summary>Endpoint, platform and storage in one.</summary>
    public Uri Address => _host.Address;

    /// <summary>The file with the certificate of its authority; null where it speaks http.</summary>
    public string? AuthorityFile => _host.AuthorityFile;

    /// <summary>The one that most tests share; started by the first.</summary>
    public static Task<Emulated> SharedAsync() => SharedOne.Value;

    /// <summary>Starts one.</summary>
    public static async Task<Emulated> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var data = Directory.CreateTempSubdirectory("ik-hosted-");
        var options = new EmulatorOptions { Port = 0, DataPath = data.FullName, Strict = true, DeploymentDelay = TimeSpan.FromSeconds(0.2) };
        return new Emulated(await EmulatorHost.StartAsync(change?.Invoke(options) ?? options), data);
    }

    /// <summary>Ends the shared one, if there is one.</summary>
    public static async Task EndSharedAsync()
    {
        if (SharedOne.IsValueCreated)
        {
            await (await SharedOne.Value).DisposeAsync();
        }
    }

    /// <summary>Replaces the rules by which it fails, and counts its requests from 0 again. The emulator's README tells the fields.</summary>
    public async Task FailAsync(params object[] rules)
    {
        using var content = new StringContent(JsonSerializer.Serialize(rules), Encoding.UTF8, "application/json");
        (await _client.PutAsync("_emulator/faults", content)).EnsureSuccessStatusCode();
        (await _client.DeleteAsync("_emulator/requests")).EnsureSuccessStatusCode();
    }

    /// <summary>How many requests of a kind it has seen.</summary>
    public async Task<int> CountAsync(string route)
    {
        var counts = await _client.GetFromJsonAsync<JsonNode>("_emulator/requests");
        return (int?)counts!["routes"]![route] ?? 0;
    }

    /// <summary>How many requests of each kind it has seen, in words.</summary>
    public async Task<string> CountsAsync()
    {
        var counts = await _client.GetFromJsonAsync<JsonNode>("_emulator/requests");
        return string.Join(", ", counts!["routes"]!.AsObject().Where(route => (int)route.Value! > 0).Select(route => $"{route.Key} {route.Value}").Order(StringComparer.Ordinal));
    }

    /// <summary>Waits until it has seen so many requests of a kind.</summary>
    public Task SeenAsync(string route, int count = 1) =>
        Eventually.HoldsAsync(async () => await CountAsync(route) >= count, $"{count} requests of the kind {route}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var violations = await _client.GetStringAsync("_emulator/violations");
        _client.Dispose();
        await _host.DisposeAsync();
        _data.Delete(recursive: true);
        Assert.StartsWith("{\"total\":0,", violations, StringComparison.Ordinal);
    }
}
