namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>The session of a test class, connected to the emulator that all share.</summary>
public sealed class SharedSession : IAsyncLifetime
{
    internal Session Session { get; private set; } = null!;

    internal Emulated Emulator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Emulator = await Emulated.SharedAsync();
        Session = Session.Connected(Emulator);
    }

    public Task DisposeAsync()
    {
        Session.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>
/// The tests of one cmdlet. The session is the class's own; each test has a folder in the storage that nothing else begins
/// with, and a local one, which is the session's location meanwhile.
/// </summary>
public abstract class CmdletTests : IClassFixture<SharedSession>, IDisposable
{
    private readonly SharedSession _shared;

    protected CmdletTests(SharedSession shared)
    {
        _shared = shared;
        Session.Runspace.SessionStateProxy.Path.SetLocation(Local.Path);
        Session.Variables.SetVariable("folder", Folder);
    }

    internal Session Session => _shared.Session;

    internal Emulated Emulator => _shared.Emulator;

    /// <summary>The test's folder in the storage; scripts know it as <c>$folder</c>.</summary>
    protected string Folder { get; } = $"h-{Guid.NewGuid():N}";

    /// <summary>The test's local folder.</summary>
    protected TestFolder Local { get; } = new();

    /// <summary>The paths of all that is in the test's folder in the storage, without the folder.</summary>
    internal IReadOnlyList<string?> Stored =>
        [.. Run("Get-IkStorageObject \"$folder/*\"").All("Path").Select(path => path![(Folder.Length + 1)..]).Order(StringComparer.Ordinal)];

    internal Result Run(string script) => Session.Run(script);

    internal string Show(string script) => Session.Show(script);

    /// <summary>What is chosen at the next questions.</summary>
    protected void Answer(params string[] labels) => Array.ForEach(labels, Session.Screen.Answers.Enqueue);

    /// <summary>Stores texts in the test's folder; each says its own name.</summary>
    protected void Store(params string[] names)
    {
        foreach (var name in names)
        {
            Run($"Send-IkStorageObject -Content 'this is {name}' -Destination \"$folder/{name}\"").Succeeded();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Out of the folder first: no system lets a location go that somebody is in.
        Session.Runspace.SessionStateProxy.Path.SetLocation(Path.GetTempPath());
        Local.Dispose();
        GC.SuppressFinalize(this);
    }
}
