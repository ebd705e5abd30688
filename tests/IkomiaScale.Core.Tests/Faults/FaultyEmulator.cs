using System.Text;
using IkomiaScale.Authentication;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Faults;

/// <summary>An emulator for the tests of one class alone: its fault rules and its counters are for all that it serves.</summary>
public sealed class FaultyEmulator : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new() { DefaultRequestHeaders = { Authorization = new("Token", EmulatorFixture.Token) } };
    private EmulatorProcess? _process;
    private ScaleClient? _helper;

    public Uri Address => _process!.Address;

    /// <summary>A client beside the one under test, to prepare things and to look at them.</summary>
    internal ScaleClient Helper => _helper!;

    public async Task InitializeAsync()
    {
        // Small pages, so that a few objects make a list of several.
        _process = await EmulatorProcess.StartAsync("--strict", "--page-size", "4");
        _helper = CreateClient(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
        {
            return;
        }

        try
        {
            await _process.AssertNoViolationsAsync();
        }
        finally
        {
            await _process.EndAsync();
        }
    }

    public void Dispose()
    {
        _helper?.Dispose();
        _http.Dispose();
    }

    internal ScaleClient CreateClient(TimeSpan inactivityTimeout, TimeProvider clock) => new(
        new ScaleClientOptions(Address, SecureStrings.Protect(EmulatorFixture.Token))
        {
            ScaleUrl = Address,
            StorageUrl = Address,
            InactivityTimeout = inactivityTimeout,
        },
        transport: null,
        clock);

    /// <summary>Sets the rules, in the form of a faults file, and counts from 0 again.</summary>
    internal async Task InjectAsync(string rules)
    {
        using var body = new StringContent(rules, Encoding.UTF8, "application/json");
        using var injected = await _http.PutAsync(new Uri(Address, "/_emulator/faults"), body);
        Assert.True(injected.IsSuccessStatusCode, await injected.Content.ReadAsStringAsync());
        using var counting = await _http.DeleteAsync(new Uri(Address, "/_emulator/requests"));
        counting.EnsureSuccessStatusCode();
    }

    /// <summary>Removes all rules and gives what was asked meanwhile, as <c>create 2, list 1</c>.</summary>
    internal async Task<string> HealAsync()
    {
        var counts = JObject.Parse(await _http.GetStringAsync(new Uri(Address, "/_emulator/requests")));
        using var healed = await _http.DeleteAsync(new Uri(Address, "/_emulator/faults"));
        healed.EnsureSuccessStatusCode();
        return string.Join(", ", counts["routes"]!.Children<JProperty>().Select(route => $"{route.Name} {route.Value}"));
    }
}
