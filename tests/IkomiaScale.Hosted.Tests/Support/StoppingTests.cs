namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>Tests that stop scripts, each with an emulator, a session and a local folder of its own. In the storage there is <c>dir/small.txt</c>.</summary>
public abstract class StoppingTests : IAsyncLifetime
{
    private const int Attempts = 4;

    // No load holds up a stop for so long; a wait that does not see it does.
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(20);

    private object[] _rules = [];

    internal Emulated Emulator { get; private set; } = null!;

    internal Session Session { get; private set; } = null!;

    protected TestFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        Emulator = await Emulated.StartAsync();
        Session = Session.Connected(Emulator);
        Session.Variables.Path.SetLocation(Folder.Path);
        Session.Variables.SetVariable("address", Emulator.Address.ToString());
        Session.Run("$null = Send-IkStorageObject -Content small -Destination dir/small.txt; $null = Get-IkDeployment").Succeeded();
    }

    public async Task DisposeAsync()
    {
        Session.Dispose();
        Folder.Dispose();
        await Emulator.DisposeAsync();
    }

    /// <summary>Stops a script when the emulator has seen so many requests of a kind, or a little later, and gives how many it has seen then.</summary>
    private protected async Task<int> StopAtAsync(string script, string route, int count = 1, TimeSpan? limit = null, TimeSpan pause = default)
    {
        var seen = 0;
        await InTimeAsync(limit ?? TimeSpan.FromSeconds(1), async () =>
        {
            await FailAgainAsync();
            Session.Screen.Warnings.Clear();
            TimeSpan took;
            using (var running = Session.Start(script))
            {
                // One that has ended sends nothing more, and says why when it is stopped.
                await Eventually.HoldsAsync(
                    async () => running.HasEnded || await Emulator.CountAsync(route) >= count, $"{count} requests of the kind {route}");
                await Task.Delay(pause);
                took = running.Stop();
                Assert.Empty(running.Output);
            }

            // Nothing goes on behind its back ...
            seen = await Emulator.CountAsync(route);
            await Task.Delay(50);
            Assert.Equal(seen, await Emulator.CountAsync(route));

            // ... nothing is half done, and the session goes on working.
            await Emulator.FailAsync();
            Assert.DoesNotContain(Folder.Files, name => !name.StartsWith("in", StringComparison.Ordinal) && name != "large.bin");
            Assert.All(Session.Run("Get-IkStorageObject").All("Path"), path => Assert.StartsWith("dir/", path, StringComparison.Ordinal));
            return took;
        });
        return seen;
    }

    /// <summary>A busy machine may hold up anything once. What waits for something that it should not wait for does so each time.</summary>
    private protected static async Task InTimeAsync(TimeSpan limit, Func<Task<TimeSpan>> stop)
    {
        for (var attempt = 1; await stop() is var took && took > limit; attempt++)
        {
            Assert.True(took < Hung, $"Stopping hung for {took}.");
            Assert.True(attempt < Attempts, $"Stopping took {took}, more than {limit}, {Attempts} times in a row.");
        }
    }

    /// <summary>Says what goes wrong in the emulator of this test.</summary>
    private protected Task FailAsync(params object[] rules)
    {
        _rules = rules;
        return Emulator.FailAsync(rules);
    }

    /// <summary>Lets it go wrong from the beginning again.</summary>
    private protected Task FailAgainAsync() => Emulator.FailAsync(_rules);

    /// <summary>Lets it refuse each time, and ask for a patience that nobody has.</summary>
    private protected Task RefuseAsync(string route, int status) =>
        FailAsync(new { route, action = "status", status, headers = new Dictionary<string, string> { ["Retry-After"] = "3600" }, times = -1 });
}
