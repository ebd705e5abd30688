using System.Diagnostics;

namespace IkomiaScale.Emulator.Tests.Program;

/// <summary>The real program in a process of its own. It never outlives the test.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private EmulatorProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public static EmulatorProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ikscale-emulator.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new EmulatorProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the line that tells where it listens, and gives the address.</summary>
    public async Task<Uri> ListeningAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (line is null)
        {
            Assert.Fail($"It ended: {await _process.StandardError.ReadToEndAsync(patience.Token)}");
        }

        Assert.Matches(@"^Listening on http://127\.0\.0\.1:[0-9]+$", line);
        return new Uri(line["Listening on ".Length..]);
    }

    /// <summary>Waits for its end, and gives what it left to say.</summary>
    public async Task<(int Code, string Output, string Error)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var output = _process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = _process.StandardError.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await output, await error);
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
