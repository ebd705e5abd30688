namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Ctrl+C, wherever a cmdlet is just waiting: it ends within a second, and leaves nothing half done and nothing running.</summary>
[Collection(Alone.Name)]
public sealed class StopTests : StoppingTests
{
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    /// <summary>Requests that are tried again, with a script that sends them and the status to refuse them with.</summary>
    public static TheoryData<string, string, int> TriedAgain { get; } = new()
    {
        { "list", "Get-IkStorageObject", 503 },
        { "content", "Read-IkStorageObject dir/small.txt", 503 },
        { "create", "Send-IkStorageObject -Content x -Destination x.txt", 503 },
        { "copy", "Copy-IkStorageObject dir/small.txt copy.txt", 503 },
        { "delete", "Remove-IkStorageObject dir/small.txt -Confirm:$false", 503 },
        { "run", "Invoke-IkDeployment", 429 },
    };

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
    [MemberData(nameof(TriedAgain))]
    public async Task Ends_the_wait_before_something_is_tried_again(string route, string script, int status)
    {
        await RefuseAsync(route, status);
        Assert.Equal(1, await StopAtAsync(script, route));
    }

    [Theory]
    [MemberData(nameof(TriedAgain))]
    public async Task Ends_at_any_moment_while_the_service_refuses(string route, string script, int status)
    {
        await RefuseAsync(route, status);
        for (var moment = 0; moment < 75; moment += 15)
        {
            await InTimeAsync(ASecond, async () =>
            {
                using var running = Session.Start(script);
                await Task.Delay(moment);
                return running.Stop();
            });
        }
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
        Folder.Write("large.bin", 64_000_000L);
        await FailAsync(new { route = "create", action = "stall", seconds = -1, when = "mid-body", bytes = 1_000_000, times = -1 });
        await StopAtAsync("Send-IkStorageObject large.bin stopped.bin", "create");
    }

    [Fact]
    public async Task Ends_many_uploads_at_once_and_there_is_none_of_them()
    {
        Enumerable.Range(0, 40).ToList().ForEach(index => Folder.Write($"in/{index}", "x"));
        await FailAsync(new { route = "create", action = "stall", seconds = -1, times = -1 });
        await StopAtAsync("Send-IkStorageObject in many/ -Recurse", "create", 8);
    }

    [Fact]
    public async Task Ends_a_sync_in_the_middle_and_there_are_whole_files_only()
    {
        Enumerable.Range(0, 40).ToList().ForEach(index => Folder.Write($"in/{index}", $"{index}"));
        await FailAsync(new { route = "create", action = "stall", seconds = -1, times = -1, skip = 3 });
        var folder = string.Empty;
        await InTimeAsync(ASecond, async () =>
        {
            folder = $"synced-{Guid.NewGuid():N}";
            await FailAgainAsync();
            using var running = Session.Start($"Sync-IkStorageObject in {folder}");
            await Emulator.SeenAsync("create", 8);
            await StoredAsync(folder, 3);
            return running.Stop();
        });

        await FailAsync();
        Assert.Equal(3, Session.Run($"Get-IkStorageObject {folder} | Read-IkStorageObject -AsText").Succeeded().Output.Count);
        Session.Run($"Sync-IkStorageObject in {folder}").Succeeded();
        Assert.Equal(40, Session.Run($"Get-IkStorageObject {folder}").Succeeded().Output.Count);
    }

    // A request that was seen is not an object that is stored yet.
    private async Task StoredAsync(string folder, int count)
    {
        using var other = Session.Connected(Emulator);
        for (var attempt = 0; attempt < 300 && other.Run($"Get-IkStorageObject {folder} -ErrorAction Ignore").Output.Count < count; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    [Fact]
    public async Task Ends_a_download_in_the_middle_and_there_is_no_file()
    {
        Folder.Write("large.bin", 64_000_000L);
        Session.Run("Send-IkStorageObject large.bin dir/large.bin").Succeeded();
        File.Delete(Folder.File("large.bin"));
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
        Session.Run("$result = @{ TEXT = 1 } | Invoke-IkDeployment -TaskName store").Succeeded();
        await FailAsync(new { route = "content", action = "stall", seconds = -1, times = -1 });
        await StopAtAsync("$result | Save-IkDeploymentOutput out", "content");
    }

    [Fact]
    public async Task Ends_the_wait_for_a_run_and_says_that_it_goes_on()
    {
        // Less than a minute: the emulator tells clients to ask for a longer run every ten seconds only.
        await FailAsync();
        await StopAtAsync("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 55000 }", "results");
        var words = Assert.Single(Session.Screen.Warnings);
        Assert.Contains("continues", words, StringComparison.Ordinal);
        Assert.Contains("Receive-IkDeploymentRun -Uuid", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_following_a_log_between_two_questions()
    {
        var workflow = Workflow.Write(Folder, "detect");
        Session.Run($"New-IkProject p; Publish-IkWorkflow '{workflow}' p; $deployment = New-IkDeployment p detect {Workflow.Place} -Wait -Confirm:$false").Succeeded();
        File.Delete(workflow);
        await FailAsync();
        await StopAtAsync("$deployment | Get-IkDeploymentLog -Follow", "administration", pause: TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Ends_starting_an_emulator_that_says_nothing_and_the_emulator_with_it()
    {
        await InTimeAsync(ASecond, async () =>
        {
            var program = Silent();
            File.Delete(program + ".started");
            File.Delete(program + ".ended");
            using var running = Session.Start($"Start-IkEmulator -EmulatorPath '{program}'");
            await Eventually.HoldsAsync(() => File.Exists(program + ".started"), "the program has started");
            var took = running.Stop();
            await Eventually.HoldsAsync(() => File.Exists(program + ".ended"), "the program has ended");
            return took;
        });
    }

    // A program that reads its input to the end and says nothing.
    private string Silent()
    {
        if (OperatingSystem.IsWindows())
        {
            return Folder.Write("silent.cmd", "@echo x> \"%~f0.started\"\r\n@findstr \"^\" > nul\r\n@echo x> \"%~f0.ended\"\r\n");
        }

        var program = Folder.Write("silent.sh", "#!/bin/sh\n: > \"$0.started\"\ncat > /dev/null\n: > \"$0.ended\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return program;
    }
}
