namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Ctrl+C, wherever a cmdlet is just waiting: it ends within a second, and leaves nothing half done and nothing running.</summary>
[Collection(Alone.Name)]
public sealed class StopTests : IAsyncLifetime
{
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    private const int Attempts = 4;

    private readonly TestFolder _folder = new();
    private object[] _rules = [];
    private Emulated _emulator = null!;
    private Session _session = null!;

    public async Task InitializeAsync()
    {
        _emulator = await Emulated.StartAsync();
        _session = Session.Connected(_emulator);
        _session.Variables.Path.SetLocation(_folder.Path);
        _session.Variables.SetVariable("address", _emulator.Address.ToString());
        _session.Run("$null = Send-IkStorageObject -Content small -Destination dir/small.txt; $null = Get-IkDeployment").Succeeded();
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        _folder.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("jwt", "Connect-IkScale $address emulator-token -ScaleUrl $address -StorageUrl $address")]
    [InlineData("list", "Get-IkStorageObject")]
    [InlineData("list", "Remove-IkStorageObject dir -Recurse -Confirm:$false")]
    [InlineData("create", "Send-IkStorageObject -Content x -Destination x.txt")]
    [InlineData("content", "Read-IkStorageObject dir/small.txt")]
    [InlineData("content", "Read-IkStorageObject dir/small.txt small.txt")]
    [InlineData("copy", "Copy-IkStorageObject dir/small.txt copy.txt")]
    [InlineData("delete", "Remove-IkStorageObject dir/small.txt -Confirm:$false")]
    [InlineData("presign", "New-IkStoragePresignedUrl dir/small.txt")]
    [InlineData("workflow", "Get-IkDeployment -Refresh")]
    [InlineData("results", "Invoke-IkDeployment")]
    [InlineData("list", "Get-IkStorageObject -Directory")]
    [InlineData("create", "Send-IkStorageObject . pack.zip -AsArchive")]
    [InlineData("content", "Read-IkStorageObject dir/small.txt out -ExpandArchive")]
    [InlineData("list", "Sync-IkStorageObject . dir")]
    [InlineData("list", "Compare-IkStorageObject . dir")]
    [InlineData("results", "Invoke-IkDeployment -NoWait | Receive-IkDeploymentRun -Wait")]
    public async Task Ends_the_wait_for_an_answer(string route, string script)
    {
        await FailAsync(new { route, action = "stall", seconds = -1, times = -1 });
        await StopAtAsync(script, route);
    }

    [Theory]
    [InlineData("list", "Get-IkStorageObject")]
    [InlineData("content", "Read-IkStorageObject dir/small.txt")]
    [InlineData("create", "Send-IkStorageObject -Content x -Destination x.txt")]
    [InlineData("copy", "Copy-IkStorageObject dir/small.txt copy.txt")]
    [InlineData("delete", "Remove-IkStorageObject dir/small.txt -Confirm:$false")]
    [InlineData("run", "Invoke-IkDeployment", 429)]
    public async Task Ends_the_wait_before_something_is_tried_again(string route, string script, int status = 503)
    {
        var headers = new Dictionary<string, string> { ["Retry-After"] = "3600" };
        await FailAsync(new { route, action = "status", status, headers, times = -1 });
        Assert.Equal(1, await StopAtAsync(script, route));
    }

    [Fact]
    public async Task Waits_a_little_for_the_uuid_of_a_run_that_may_have_begun_and_names_what_it_runs_on()
    {
        await FailAsync(new { route = "run", action = "stall", seconds = -1, times = -1 });
        await StopAtAsync("@{ TEXT = 1 } | Invoke-IkDeployment", "run", limit: TimeSpan.FromSeconds(5));
        Assert.Contains(_session.Screen.Warnings, warning => warning.Contains("perhaps started", StringComparison.Ordinal) && warning.Contains("TEXT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ends_a_listing_in_the_middle_of_a_page()
    {
        await FailAsync(new { route = "list", action = "stall", seconds = -1, when = "mid-response", times = -1 });
        await StopAtAsync("Get-IkStorageObject", "list");
    }

    [Fact]
    public async Task Ends_an_upload_in_the_middle_and_there_is_no_object()
    {
        _folder.Write("large.bin", 64_000_000L);
        await FailAsync(new { route = "create", action = "stall", seconds = -1, when = "mid-body", bytes = 1_000_000, times = -1 });
        await StopAtAsync("Send-IkStorageObject large.bin stopped.bin", "create");
    }

    [Fact]
    public async Task Ends_many_uploads_at_once_and_there_is_none_of_them()
    {
        Enumerable.Range(0, 40).ToList().ForEach(index => _folder.Write($"in/{index}", "x"));
        await FailAsync(new { route = "create", action = "stall", seconds = -1, times = -1 });
        await StopAtAsync("Send-IkStorageObject in many/ -Recurse", "create", 8);
    }

    [Fact]
    public async Task Ends_a_sync_in_the_middle_and_there_are_whole_files_only()
    {
        Enumerable.Range(0, 40).ToList().ForEach(index => _folder.Write($"in/{index}", $"{index}"));
        await FailAsync(new { route = "create", action = "stall", seconds = -1, times = -1, skip = 3 });
        var folder = string.Empty;
        await InTimeAsync(ASecond, async () =>
        {
            folder = $"synced-{Guid.NewGuid():N}";
            await _emulator.FailAsync(_rules);
            using var running = _session.Start($"Sync-IkStorageObject in {folder}");
            await _emulator.SeenAsync("create", 8);
            await StoredAsync(folder, 3);
            return running.Stop();
        });

        await FailAsync();
        Assert.Equal(3, _session.Run($"Get-IkStorageObject {folder} | Read-IkStorageObject -AsText").Succeeded().Output.Count);
        _session.Run($"Sync-IkStorageObject in {folder}").Succeeded();
        Assert.Equal(40, _session.Run($"Get-IkStorageObject {folder}").Succeeded().Output.Count);
    }

    // A request that was seen is not an object that is stored yet.
    private async Task StoredAsync(string folder, int count)
    {
        using var other = Session.Connected(_emulator);
        for (var attempt = 0; attempt < 300 && other.Run($"Get-IkStorageObject {folder} -ErrorAction Ignore").Output.Count < count; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    [Fact]
    public async Task Ends_a_download_in_the_middle_and_there_is_no_file()
    {
        _folder.Write("large.bin", 64_000_000L);
        _session.Run("Send-IkStorageObject large.bin dir/large.bin").Succeeded();
        File.Delete(_folder.File("large.bin"));
        await FailAsync(new { route = "content", action = "stall", seconds = -1, when = "mid-response", bytes = 1_000_000, times = -1 });
        await StopAtAsync("Read-IkStorageObject dir/large.bin back.bin", "content");
    }

    [Fact]
    public async Task Ends_a_download_into_memory_that_comes_slowly()
    {
        await FailAsync(new { route = "content", action = "drip", bytesPerSecond = 1, times = -1 });
        await StopAtAsync("Read-IkStorageObject dir/small.txt", "content");
    }

    [Fact]
    public async Task Ends_saving_a_stored_output_and_there_is_no_file()
    {
        _session.Run("$result = @{ TEXT = 1 } | Invoke-IkDeployment -TaskName store").Succeeded();
        await FailAsync(new { route = "content", action = "stall", seconds = -1, times = -1 });
        await StopAtAsync("$result | Save-IkDeploymentOutput out", "content");
    }

    [Fact]
    public async Task Ends_the_wait_for_a_run_and_says_that_it_goes_on()
    {
        await FailAsync();
        await StopAtAsync("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 60000 }", "results");
        var words = Assert.Single(_session.Screen.Warnings);
        Assert.Contains("goes on", words, StringComparison.Ordinal);
        Assert.Contains("Receive-IkDeploymentRun -Uuid", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_starting_an_emulator_that_says_nothing_and_the_emulator_with_it()
    {
        await InTimeAsync(ASecond, async () =>
        {
            var program = Silent();
            File.Delete(program + ".started");
            File.Delete(program + ".ended");
            using var running = _session.Start($"Start-IkEmulator -EmulatorPath '{program}'");
            await Eventually.HoldsAsync(() => File.Exists(program + ".started"), "the program has started");
            var took = running.Stop();
            await Eventually.HoldsAsync(() => File.Exists(program + ".ended"), "the program has ended");
            return took;
        });
    }

    // Stops a script when the emulator has seen so many requests of a kind, and gives how many it has seen then.
    private async Task<int> StopAtAsync(string script, string route, int count = 1, TimeSpan? limit = null)
    {
        var seen = 0;
        await InTimeAsync(limit ?? ASecond, async () =>
        {
            await _emulator.FailAsync(_rules);
            _session.Screen.Warnings.Clear();
            TimeSpan took;
            using (var running = _session.Start(script))
            {
                await _emulator.SeenAsync(route, count);
                took = running.Stop();
                Assert.Empty(running.Output);
            }

            // Nothing goes on behind its back ...
            seen = await _emulator.CountAsync(route);
            await Task.Delay(50);
            Assert.Equal(seen, await _emulator.CountAsync(route));

            // ... nothing is half done, and the session goes on working.
            await _emulator.FailAsync();
            Assert.DoesNotContain(_folder.Files, name => !name.StartsWith("in", StringComparison.Ordinal) && name != "large.bin");
            Assert.All(_session.Run("Get-IkStorageObject").All("Path"), path => Assert.StartsWith("dir/", path, StringComparison.Ordinal));
            return took;
        });
        return seen;
    }

    // A busy machine may hold up anything once. What waits for something that it should not wait for does so each time.
    private static async Task InTimeAsync(TimeSpan limit, Func<Task<TimeSpan>> stop)
    {
        for (var attempt = 1; await stop() is var took && took > limit; attempt++)
        {
            Assert.True(attempt < Attempts, $"Stopping took {took}, more than {limit}, {Attempts} times in a row.");
        }
    }

    // What goes wrong in the emulator of this test.
    private Task FailAsync(params object[] rules)
    {
        _rules = rules;
        return _emulator.FailAsync(rules);
    }

    // A program that reads its input to the end and says nothing.
    private string Silent()
    {
        if (OperatingSystem.IsWindows())
        {
            return _folder.Write("silent.cmd", "@echo x> \"%~f0.started\"\r\n@findstr \"^\" > nul\r\n@echo x> \"%~f0.ended\"\r\n");
        }

        var program = _folder.Write("silent.sh", "#!/bin/sh\n: > \"$0.started\"\ncat > /dev/null\n: > \"$0.ended\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return program;
    }
}
