using System.Text;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Faults;

/// <summary>An emulator with the object <c>a</c> (ten digits) and rules that were loaded from a file.</summary>
internal sealed class FaultyEmulator : IAsyncDisposable
{
    public const string Content = "0123456789";

    private readonly TestFolder _folder;

    private FaultyEmulator(TestEmulator emulator, TestFolder folder, string contentUrl)
    {
        Emulator = emulator;
        _folder = folder;
        ContentUrl = contentUrl;
    }

    public TestEmulator Emulator { get; }

    public HttpClient Client => Emulator.Client;

    public HttpClient Control => Emulator.Control;

    public string ContentUrl { get; }

    /// <summary>Puts the rules in force when everything else is ready.</summary>
    public static async Task<FaultyEmulator> StartAsync(string rules, Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var folder = new TestFolder();
        var emulator = await TestEmulator.StartAsync(change, folder);
        var created = await emulator.CreatedAsync("a", Content);
        using var put = await emulator.Control.PutAsync("/_emulator/faults", new StringContent(rules, Encoding.UTF8, "application/json"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        return new FaultyEmulator(emulator, folder, (string)created["download_url"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Dispose();
    }
}
