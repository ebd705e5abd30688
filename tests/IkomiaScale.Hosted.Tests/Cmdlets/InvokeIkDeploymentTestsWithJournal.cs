namespace IkomiaScale.Hosted.Tests.Cmdlets;

/// <summary>Run or recall: each test has an emulator of its own, which counts the runs.</summary>
[TakesLong]
public sealed class InvokeIkDeploymentTestsWithJournal : IAsyncLifetime
{
    private const string Texts = "1..8 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName pass_through -Journal ./batch";

    // Longer than any test takes. The emulator tells clients to ask for it after ten seconds, so no test waits for that.
    private const string SlowRun = "Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 60000 } -Journal ./batch";

    private readonly TestFolder _local = new();
    private Emulated _emulator = null!;
    private Session _session = null!;

    public async Task InitializeAsync()
    {
        _emulator = await Emulated.StartAsync();
        _session = Session.Connected(_emulator);
        _session.Runspace.SessionStateProxy.Path.SetLocation(_local.Path);
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _emulator.DisposeAsync();
        _local.Dispose();
    }

    [Fact]
    public async Task Runs_once_and_recalls_then()
    {
        var first = _session.Run(Texts);
        Assert.All(first.All("Recalled"), recalled => Assert.Equal("False", recalled));
        var second = _session.Run(Texts);
        Assert.All(second.All("Recalled"), recalled => Assert.Equal("True", recalled));
        Assert.Equal(first.All("Uuid"), second.All("Uuid"));
        Assert.Equal(first.All("Raw"), second.All("Raw"));
        Assert.Equal(8, await _emulator.CountAsync("run"));
        Assert.Contains("8 run, 0 recalled, 0 failed, 0 in doubt, 0 lost", _session.Screen.Shown, StringComparison.Ordinal);
        Assert.Contains("0 run, 8 recalled, 0 failed, 0 in doubt, 0 lost", _session.Screen.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_the_same_content_once_whatever_it_is_called()
    {
        _local.Write("one.mp4", "same");
        _local.Write("other.mp4", "same");
        Assert.Equal(2, _session.Run("Invoke-IkDeployment *.mp4 -Journal ./batch").Succeeded().Output.Count);
        Assert.Equal(1, await _emulator.CountAsync("run"));
        Assert.Equal("True", Assert.Single(_session.Run("Invoke-IkDeployment one.mp4 -Journal ./batch").All("Recalled")));
        _local.Write("one.mp4", "changed");
        Assert.Equal("False", Assert.Single(_session.Run("Invoke-IkDeployment one.mp4 -Journal ./batch").All("Recalled")));
        Assert.Equal("False", Assert.Single(_session.Run("Invoke-IkDeployment one.mp4 -Journal ./batch -TaskName pass_through").All("Recalled")));
    }

    [Fact]
    public async Task Tells_a_failure_again_and_runs_it_again_with_Retry()
    {
        const string Fails = "@{ TEXT = 1 } | Invoke-IkDeployment -TaskName fail -Journal ./batch";
        Assert.Equal("WorkflowFailed", _session.Run(Fails).ErrorId);
        Assert.Equal("WorkflowFailed", _session.Run(Fails).ErrorId);
        Assert.Equal(1, await _emulator.CountAsync("run"));
        Assert.Equal("WorkflowFailed", _session.Run($"{Fails} -Retry Failed, Lost").ErrorId);
        Assert.Equal(2, await _emulator.CountAsync("run"));
    }

    [Fact]
    public async Task Leaves_alone_what_is_in_doubt_until_Retry_says_otherwise()
    {
        await _emulator.FailAsync(new { route = "run", action = "status", status = 503 });
        var doubtful = _session.Run("@{ TEXT = 1 } | Invoke-IkDeployment -TaskName pass_through -Journal ./batch");
        Assert.Equal("RunInDoubt", doubtful.ErrorId);
        Assert.Equal("RunInDoubt", _session.Run("@{ TEXT = 1 } | Invoke-IkDeployment -TaskName pass_through -Journal ./batch").ErrorId);
        Assert.Equal(1, await _emulator.CountAsync("run"));
        Assert.Equal("SUCCESS", _session.Run("@{ TEXT = 1 } | Invoke-IkDeployment -TaskName pass_through -Journal ./batch -Retry InDoubt").One("State"));
    }

    [Fact]
    public void Gives_up_what_has_no_result_for_longer_than_LostAfter()
    {
        const string Slow = $"@{{ TEXT = 1 }} | {SlowRun} -TimeoutSec 1";
        var open = _session.Run(Slow);
        Assert.Equal("Timeout", open.ErrorId);
        Assert.Contains("Get-IkDeploymentRun -Journal", open.Error.ToString(), StringComparison.Ordinal);
        var lost = _session.Run($"{Slow} -LostAfter 1");
        Assert.Equal("NoResults", lost.ErrorId);
        Assert.Contains("-Retry Lost", lost.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("NoResults", _session.Run(Slow).ErrorId);
    }

    [Fact]
    public async Task Stops_at_MaxFailures_before_it_has_cost_everything()
    {
        var result = _session.Run("try { 1..40 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName fail -Journal ./batch -MaxFailures 2 } catch { throw }");
        Assert.NotNull(result.Failure);
        Assert.Equal("WorkflowFailed", result.Failure.Id());
        Assert.Contains("-MaxFailures", result.Failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, result.Errors.Count);
        Assert.Equal(3, await _emulator.CountAsync("run"));
    }

    [Fact]
    public async Task Has_no_more_under_way_than_MaxPending()
    {
        using var other = Beside();
        using var running = other.Start($"1..9 | ForEach-Object {{ @{{ TEXT = $_ }} }} | {SlowRun} -MaxPending 3");
        await SubmittedAsync(3);

        // A fourth would follow at once.
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        running.Stop();
        Assert.Equal(3, await _emulator.CountAsync("run"));
    }

    [Fact]
    public void Takes_its_shard_and_no_other_count_than_the_journal_began_with()
    {
        var first = _session.Run($"{Texts} -Shard 1/2").All("Raw");
        var second = _session.Run($"{Texts} -Shard 2/2").All("Raw");
        Assert.Equal(_session.Run(Texts.Replace("./batch", "./whole", StringComparison.Ordinal)).All("Raw").Order(), first.Concat(second).Order());
        Assert.True(File.Exists(_local.File("batch/journal.2-of-2.jsonl")));
        Assert.Equal("InvalidInput", _session.Fail($"{Texts} -Shard 1/3").Id());
        Assert.Equal("InvalidInput", _session.Fail($"{Texts} -Shard 3/2").Id());
    }

    [Fact]
    public async Task Says_how_to_go_on_when_it_is_stopped_and_does_so()
    {
        const string Slow = "1..6 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 5000 } -Journal ./batch -MaxPending 4";
        using (var running = _session.Start(Slow))
        {
            await _emulator.SeenAsync("results", 4);
            Assert.InRange(running.Stop(), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        }

        var words = Assert.Single(_session.Screen.Warnings);
        Assert.Contains("4 runs continue", words, StringComparison.Ordinal);
        Assert.Contains("same command again", words, StringComparison.Ordinal);
        Assert.Equal(6, _session.Run(Slow).Succeeded().Output.Count);
        Assert.Equal(6, await _emulator.CountAsync("run"));
    }

    [Fact]
    public async Task Says_JournalInUse_while_another_writes()
    {
        using var other = Beside();
        using var running = other.Start(SlowRun);
        await _emulator.SeenAsync("run");
        Assert.Equal("JournalInUse", _session.Fail(Texts).Id());
        running.Stop();
    }

    [Fact]
    public void Says_JournalDamaged_and_runs_nothing()
    {
        _session.Run(Texts).Succeeded();
        var path = _local.File("batch/journal.jsonl");
        File.WriteAllLines(path, File.ReadAllLines(path).Select((line, number) => number == 2 ? "?" : line));
        var error = _session.Fail(Texts);
        Assert.Equal("JournalDamaged", error.Id());
        Assert.Contains("line 3", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_a_line_that_was_cut_short()
    {
        _session.Run(Texts).Succeeded();
        File.AppendAllText(_local.File("batch/journal.jsonl"), "{\"key\":");
        Assert.Contains("cut off the last line", Assert.Single(_session.Run(Texts).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Saves_again_what_it_gives_again()
    {
        var first = _session.Run($"{Texts} -OutDirectory ./out | Save-IkDeploymentOutput ./saved").Succeeded();
        Assert.Equal(first.All("Name"), _session.Run($"{Texts} -OutDirectory ./out | Save-IkDeploymentOutput ./saved").All("Name"));
        File.Delete(_local.File($"saved/{first.All("Name")[0]}"));
        Assert.Equal(first.All("Name"), _session.Run($"{Texts} | Save-IkDeploymentOutput ./saved").All("Name"));
    }

    [Fact]
    public void Makes_nothing_with_WhatIf()
    {
        Assert.Empty(_session.Run($"{Texts} -WhatIf").Succeeded().Output);
        Assert.False(Directory.Exists(_local.File("batch")));
    }

    [Theory]
    [InlineData("-Shard 1/2")]
    [InlineData("-Retry Lost")]
    [InlineData("-LostAfter 10")]
    [InlineData("-MaxFailures 1")]
    [InlineData("-MaxPending 1")]
    [InlineData("-Journal ./batch -NoWait")]
    [InlineData("-Journal ./batch -MaxFailures many")]
    public void Refuses_what_makes_no_sense(string arguments) => Assert.Equal("InvalidInput", _session.Fail($"Invoke-IkDeployment {arguments}").Id());

    [Fact]
    public void Shows_all_runs_of_the_journal_and_receives_them_from_it()
    {
        Assert.Equal("Timeout", _session.Run("@{ TEXT = 1 } | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 5000 } -Journal ./batch -TimeoutSec 1").ErrorId);
        _session.Run(Texts).Succeeded();
        Assert.Equal(8, _session.Run("Get-IkDeploymentRun -Journal ./batch -State Received").Succeeded().Output.Count);
        Assert.Single(_session.Run("Get-IkDeploymentRun -Journal ./batch -State Submitted, Receiving").Succeeded().Output);

        var received = _session.Run("Get-IkDeploymentRun -Journal ./batch | Receive-IkDeploymentRun -Wait");
        Assert.Equal((8, 1), (received.All("Recalled").Count(recalled => recalled == "True"), received.All("Recalled").Count(recalled => recalled == "False")));
        Assert.Equal(9, _session.Run("Get-IkDeploymentRun -Journal ./batch -State Received").Succeeded().Output.Count);
        Assert.Equal(9, _session.Run("Get-IkDeploymentRun ./batch | Receive-IkDeploymentRun").All("Recalled").Count(recalled => recalled == "True"));
    }

    [Fact]
    public async Task Shows_the_runs_while_they_are_under_way()
    {
        using var other = Beside();
        using var running = other.Start($"1..3 | ForEach-Object {{ @{{ TEXT = $_ }} }} | {SlowRun}");
        await SubmittedAsync(3);
        Assert.Equal(3, _session.Run("Get-IkDeploymentRun -Journal ./batch").Succeeded().Output.Count);
        running.Stop();
    }

    // Another session in the same folder.
    private Session Beside()
    {
        var session = Session.Connected(_emulator);
        session.Runspace.SessionStateProxy.Path.SetLocation(_local.Path);
        return session;
    }

    // Waits until so many runs of the journal wait for their results.
    private async Task SubmittedAsync(int count)
    {
        await _emulator.SeenAsync("run", count);
        await Eventually.HoldsAsync(
            () => _session.Run("Get-IkDeploymentRun -Journal ./batch -State Submitted, Receiving").Succeeded().Output.Count == count, $"{count} runs are submitted");
    }
}
