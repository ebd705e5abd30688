using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace IkomiaScale.Soak.Batches;

/// <summary>
/// Batches over a journal whose process is killed (kill -9) at random moments, and now and then the emulator, or finds the disk full. Each input is
/// run at most once, and has its result in the end or is named.
/// </summary>
internal sealed class BatchSoak(int kills, int inputs) : IDisposable
{
    private const int LongestLife = 1500;

    private readonly Random _random = new(20260301);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ik-soak-");
    private readonly Gateway _gateway = new();
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private Process? _emulator;
    private int _killed;
    private int _emulatorsKilled;
    private int _full;
    private int _batches;
    private int _lives;

    public async Task<int> RunAsync()
    {
        await StartEmulatorAsync().ConfigureAwait(false);
        while (_killed < kills)
        {
            await RunBatchAsync($"b{_batches++}").ConfigureAwait(false);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Soak of batches: {_batches} of {inputs} inputs, {_killed} kills, {_emulatorsKilled} of the emulator, {_full} full disks. {_gateway.Runs.Count} inputs run, {_gateway.Runs.Values.Count(count => count > 1)} more than once. "
            + $"{string.Join(", ", _ends.OrderBy(end => end.Key).Select(end => $"{end.Value} {end.Key}"))}. {_problems.Count} problems: {(_problems.Count == 0 ? "passed" : "failed")}"));
        return _problems.Count == 0 ? 0 : 1;
    }

    public void Dispose()
    {
        _emulator?.Kill();
        _emulator?.Dispose();
        _gateway.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task RunBatchAsync(string name)
    {
        var journal = Path.Combine(_folder.FullName, name);
        while (_killed < kills)
        {
            // Now and then the disk becomes full, what was set aside included, or the emulator is killed first.
            var room = _random.Next(8) == 0 ? _random.Next(40_000) : -1;
            using var worker = Start("batch-worker", _gateway.Address.AbsoluteUri, journal, name, Text(inputs), Text(room));
            var begun = FollowAsync(worker);
            if (_random.Next(15) == 0)
            {
                await Task.Delay(_random.Next(LongestLife)).ConfigureAwait(false);
                _emulator!.Kill();
                await _emulator.WaitForExitAsync().ConfigureAwait(false);
                _emulator.Dispose();
                _emulatorsKilled++;
                await StartEmulatorAsync().ConfigureAwait(false);
            }

            // Most lives end somewhere in the work, however long a busy machine takes to begin it, some before it.
            using var life = new CancellationTokenSource();
            if (_random.Next(5) > 0)
            {
                await Task.WhenAny(begun, worker.WaitForExitAsync(CancellationToken.None)).ConfigureAwait(false);
            }

            life.CancelAfter(room < 0 ? _random.Next(LongestLife) : 10 * LongestLife);
            try
            {
                await worker.WaitForExitAsync(life.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                worker.Kill();
                await worker.WaitForExitAsync().ConfigureAwait(false);
                _killed++;
                continue;
            }

            if (worker.ExitCode == 0)
            {
                break;
            }

            _full += worker.ExitCode == BatchWorker.Full ? 1 : 0;
            if (worker.ExitCode is not (BatchWorker.Full or BatchWorker.NotBegun) || _lives++ > 10 * kills)
            {
                Tell($"{name}: a life ended with {worker.ExitCode}");
                break;
            }
        }

        await CheckAsync(name, journal).ConfigureAwait(false);
    }

    private async Task CheckAsync(string name, string journal)
    {
        // Older than the last life's limit, so that what has no result is named as lost.
        await Task.Delay(1100).ConfigureAwait(false);
        var file = Path.Combine(_folder.FullName, name + ".report");
        using var worker = Start("batch-worker", _gateway.Address.AbsoluteUri, journal, name, Text(inputs), "-1", file);
        _ = FollowAsync(worker);
        await worker.WaitForExitAsync().ConfigureAwait(false);
        if (worker.ExitCode != 0)
        {
            Tell($"{name}: the last life ended with {worker.ExitCode}");
            return;
        }

        foreach (var report in JsonSerializer.Deserialize<BatchReport[]>(await File.ReadAllTextAsync(file).ConfigureAwait(false))!)
        {
            _ends[report.End] = _ends.GetValueOrDefault(report.End) + 1;
            var times = _gateway.Runs.GetValueOrDefault(report.Input);
            var isRight = report.End switch
            {
                "Ran" or "Recalled" => report.HasResult && times == 1,
                "InDoubt" or "Lost" => report.Told is not null && times <= 1,
                _ => false,
            };
            if (!isRight)
            {
                Tell($"{report.Input} is {report.End}, was run {times} times, result {report.HasResult}: {report.Told}");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {_killed} kills so far, {_problems.Count} problems"));
    }

    private void Tell(string problem)
    {
        _problems.Add(problem);
        Console.WriteLine(problem);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(BatchSoak).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
        })!;

    // Ends when the worker says that it has begun, and goes on telling what it says.
    private static Task FollowAsync(Process worker)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.OutputDataReceived += (_, line) =>
        {
            if (line.Data == BatchWorker.Begun)
            {
                begun.TrySetResult();
            }
            else if (line.Data is not null)
            {
                Console.WriteLine(line.Data);
            }
        };
        worker.BeginOutputReadLine();
        return begun.Task;
    }

    private async Task StartEmulatorAsync()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Tests.Support.EmulatorProcess.BuiltEmulator(), "--port", Text(_gateway.Emulator?.Port ?? 0), "--data", Path.Combine(_folder.FullName, "emulator"), "--until-stdin-closes"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _emulator = Process.Start(start)!;
        var line = await _emulator.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        _gateway.Emulator = new Uri(line!["Listening on ".Length..]);
    }
}
