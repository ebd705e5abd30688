using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync;
using IkomiaScale.Sync.Execution;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Sync;

/// <summary>A local folder and a directory of the emulator, and syncs between them.</summary>
internal sealed class SyncTestBed : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly IStorageClient _storage;

    public SyncTestBed(IStorageClient storage)
    {
        _storage = storage;
        Directory.CreateDirectory(Local);
    }

    public string Local => _folder.File("local");

    public string Cache => _folder.File("cache");

    public string Backup => _folder.File("backup");

    public string Remote { get; } = EmulatorFixture.NewFolder();

    /// <summary>How the folder is read; to be replaced by one that fails.</summary>
    public FolderReader? Reader { get; set; }

    /// <summary>A content that nothing else in the emulator has, the same for the same name in this test.</summary>
    public string Content(string name) => $"{Remote} {name}";

    /// <summary>Makes a file that is old enough to be known again.</summary>
    public string Write(string path, string content)
    {
        var file = Path.Combine(Local, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Content(content));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        return file;
    }

    public Task<IkStorageObject> StoreAsync(string path, string content) =>
        _storage.UploadAsync(new UploadRequest(UploadSource.FromText(Content(content)), $"{Remote}/{path}") { WhenExists = WhenExists.Overwrite });

    public SyncOptions Upload => new() { LocalRoot = Local, StorageRoot = Remote };

    public SyncOptions Download => Upload with { Direction = SyncDirection.Download };

    public SyncEngine Engine(SyncOptions options, IStorageClient? storage = null) => new(storage ?? _storage, options, Cache, Reader);

    /// <summary>Syncs, and gives what was done in words.</summary>
    public async Task<string> SyncAsync(SyncOptions options, IStorageClient? storage = null) =>
        string.Join(", ", (await RunAsync(options, storage)).Outcomes.Select(Words));

    public async Task<(List<SyncOutcome> Outcomes, SyncSummary Summary)> RunAsync(SyncOptions options, IStorageClient? storage = null)
    {
        var engine = Engine(options, storage);
        var plan = await engine.PlanAsync(CancellationToken.None);
        return await RunAsync(engine, plan);
    }

    public static async Task<(List<SyncOutcome> Outcomes, SyncSummary Summary)> RunAsync(SyncEngine engine, SyncPlan plan)
    {
        var summary = new SyncSummary();
        var outcomes = new List<SyncOutcome>();
        await foreach (var outcome in engine.RunAsync(plan, summary, CancellationToken.None))
        {
            outcomes.Add(outcome);
        }

        outcomes.Sort((one, other) => string.CompareOrdinal(one.Item.Path, other.Item.Path));
        return (outcomes, summary);
    }

    /// <summary>What the storage holds, path by path.</summary>
    public async Task<string> StoredAsync(string? directory = null)
    {
        var all = new List<string>();
        directory ??= Remote;
        await foreach (var item in _storage.ListAsync(directory + "/"))
        {
            using var content = new MemoryStream();
            await _storage.DownloadAsync(item, content);
            all.Add($"{item.Path![(directory.Length + 1)..]}={Short(System.Text.Encoding.UTF8.GetString(content.ToArray()))}");
        }

        return string.Join(' ', all.Order(StringComparer.Ordinal));
    }

    /// <summary>What a folder holds, path by path.</summary>
    public string Files(string? folder = null)
    {
        folder ??= Local;
        return string.Join(' ', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file).Replace('\\', '/')}={Short(File.ReadAllText(file))}")
            .Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static string Words(SyncOutcome outcome) =>
        $"{outcome.Item.Action} {outcome.Item.Reason} {outcome.Item.Path}" + (outcome.Item.Error is null ? string.Empty : $"!{outcome.Failure?.ErrorId}");

    private string Short(string content) => content.StartsWith(Remote, StringComparison.Ordinal) ? content[(Remote.Length + 1)..] : content;
}
