using IkomiaScale.Authentication;
using IkomiaScale.Storage;

namespace IkomiaScale.Tests.Support;

/// <summary>
/// The real emulator for a test class, with a client of its own. All classes use the same emulator at the same time: each
/// test keeps to a folder of its own there.
/// </summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public const string Token = "emulator-token";

    private ScaleClient? _client;

    public Uri Address { get; private set; } = null!;

    public ScaleClient Client => _client ??= CreateClient();

    public IStorageClient Storage => Client.Storage;

    /// <summary>The way to it.</summary>
    public NetworkOptions Network { get; private set; } = new();

    public async Task InitializeAsync()
    {
        var emulator = await EmulatorProcess.GetAsync();
        Address = emulator.Address;
        Network = emulator.Network;
    }

    public Task DisposeAsync()
    {
        _client?.Dispose();
        return Task.CompletedTask;
    }

    public ScaleClient CreateClient(string token = Token) => new(Options(token));

    public ScaleClientOptions Options(string token = Token) => Options(Address, token);

    /// <summary>For another emulator.</summary>
    public ScaleClientOptions Options(Uri address, string token = Token) => new(address, SecureStrings.Protect(token))
    {
        ScaleUrl = address,
        StorageUrl = address,
        InactivityTimeout = TimeSpan.FromSeconds(60),
        Network = Network,
    };

    /// <summary>A name that nothing else in the storage begins with.</summary>
    public static string NewFolder() => $"t-{Guid.NewGuid():N}";

    /// <summary>Stores a text.</summary>
    public Task<IkStorageObject> StoreAsync(string? path, string content = "content") =>
        Storage.UploadAsync(new UploadRequest(UploadSource.FromText(content), path));

    /// <summary>The content of an object as text.</summary>
    public async Task<string> ReadAsync(IkStorageObject source)
    {
        using var content = new MemoryStream();
        await Storage.DownloadAsync(source, content);
        return System.Text.Encoding.UTF8.GetString(content.ToArray());
    }

    /// <summary>The paths of all objects of a directory.</summary>
    public async Task<List<string?>> PathsAsync(string directory)
    {
        var paths = new List<string?>();
        await foreach (var item in Storage.ListAsync(directory))
        {
            paths.Add(item.Path);
        }

        return paths;
    }
}
