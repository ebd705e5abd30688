using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Faults;

/// <summary>What one case has to itself: a client under test with a clock that jumps, a folder in the storage and one here.</summary>
internal sealed class Stage : IDisposable
{
    /// <summary>What is sent, and read.</summary>
    public static readonly byte[] New = StoredObjects.Bytes(3000);

    /// <summary>More than the connection's buffers hold.</summary>
    public static readonly byte[] Large = StoredObjects.Bytes(24 * 1024 * 1024);

    private static readonly byte[] Old = "the old content"u8.ToArray();
    private static readonly Dictionary<string, string> Known = new()
    {
        [StoredObjects.Sha256(Old)] = "old",
        [StoredObjects.Sha256(New)] = "new",
        [StoredObjects.Sha256(Large)] = "new",
        [StoredObjects.Sha256("somebody else's"u8.ToArray())] = "somebody else's",
    };

    private readonly FaultyEmulator _emulator;
    private readonly TestFolder _local = new();

    public Stage(FaultyEmulator emulator, bool expectsSilence)
    {
        _emulator = emulator;
        Clock = new FakeClock(jumps: true, DateTimeOffset.UtcNow);

        // Long enough for a busy machine to answer everything else in, short enough to be waited for.
        Client = emulator.CreateClient(expectsSilence ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(60), Clock);
    }

    public FakeClock Clock { get; }

    public ScaleClient Client { get; }

    public IStorageClient Storage => Client.Storage;

    public IStorageClient Helper => _emulator.Helper.Storage;

    public ScaleClient HelperClient => _emulator.Helper;

    /// <summary>The folder in the storage.</summary>
    public string Folder { get; } = EmulatorFixture.NewFolder();

    /// <summary>The object that the operation is about.</summary>
    public IkStorageObject? Source { get; set; }

    /// <summary>The run that the operation is about.</summary>
    public IkDeploymentRun? Run { get; set; }

    /// <summary>What an operation found out that is worth to be told.</summary>
    public string? Found { get; set; }

    public string PathOf(string name) => $"{Folder}/{name}";

    public string FileOf(string name) => _local.File(name);

    public Task<IkStorageObject> StoreAsync(string name, byte[] content) =>
        Helper.UploadAsync(new UploadRequest(UploadSource.FromBytes(content), PathOf(name)));

    public Task<IkStorageObject> StoreOldAsync(string name) => StoreAsync(name, Old);

    public void WriteOld(string name) => File.WriteAllBytes(FileOf(name), Old);

    /// <summary>All objects of the folder in the storage, with what is in them.</summary>
    public async Task<string> ObjectsAsync()
    {
        var objects = new List<string>();
        await foreach (var item in Helper.ListAsync(Folder))
        {
            objects.Add($"{item.RelativePath} ({Known.GetValueOrDefault(item.Sha256!, "unknown")})");
        }

        return Together(objects);
    }

    /// <summary>All files of the folder here, with what is in them.</summary>
    public string Files() => Together(_local.Files.Select(
        name => $"{name} ({Known.GetValueOrDefault(StoredObjects.Sha256(File.ReadAllBytes(FileOf(name))), "unknown")})").ToList());

    public void Dispose()
    {
        Client.Dispose();
        _local.Dispose();
    }

    private static string Together(List<string> items) => items.Count == 0 ? "nothing" : string.Join(", ", items);
}
