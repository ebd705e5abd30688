namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>A batch whose process is killed (kill -9): the short form of what <c>./build.sh soak</c> does 200 times.</summary>
[TakesLong]
public sealed class KilledBatchTests : IAsyncLifetime
{
    private const int Inputs = 40;

    private readonly TestFolder _folder = new();
    private Emulated _emulator = null!;

    // Not strict: after a kill nobody knows whether a result was received, so the next process asks for it again. The service answers that with HTTP 202.
    public async Task InitializeAsync() => _emulator = await Emulated.StartAsync(options => options with { Strict = false });

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Goes_on_with_the_same_command_and_runs_nothing_twice()
    {
        foreach (var seen in new[] { 4, 14, 24 })
        {
            using var process = HostProcess.Start(Script("batch"));
            await _emulator.SeenAsync("run", seen);
            process.Kill();
            await process.WaitForExitAsync();
        }

        // All that has not begun runs now. What was on its way when the process was killed has no result by then, and so never gets one.
        await HostProcess.OutputAsync(File.ReadAllText(Script("rest", "-TimeoutSec 2")));
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        var lines = (await HostProcess.OutputAsync(File.ReadAllText(Script("last", "-LostAfter 1")))).Split('\n');
        var results = lines.Where(line => line.StartsWith("{\"TEXT\":\"input ", StringComparison.Ordinal)).ToList();
        var named = lines.Count(line => line is "RunInDoubt" or "NoResults");
        Assert.Equal(Inputs, results.Distinct().Count() + named);
        Assert.Equal(results.Count, results.Distinct().Count());
        Assert.InRange(results.Count, Inputs / 2, Inputs);
        Assert.InRange(await _emulator.CountAsync("run"), results.Count, Inputs);
    }

    private string Script(string name, string arguments = "") => _folder.Write($"{name}.ps1", $$"""
        Import-Module '{{Built.Manifest}}'
        {{Session.ConnectTo(_emulator)}}
        1..{{Inputs}} | ForEach-Object { @{ TEXT = "input $_" } } |
            Invoke-IkDeployment -Output pass_through, slow -Parameter @{ slow = @{ milliseconds = 100 } } -Journal '{{_folder.File("journal")}}' -MaxPending 5 {{arguments}} -ErrorAction SilentlyContinue -ErrorVariable failures 6>$null |
            ForEach-Object { $_.Outputs[0].RawJson }
        $failures | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }
        """);
}
