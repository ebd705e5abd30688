using System.Diagnostics;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>A script in a process of its own, in the host of the demo: for what is the whole process's, such as its environment and what it has loaded.</summary>
internal static class HostProcess
{
    /// <summary>Runs a file to its end.</summary>
    public static async Task<(int Code, string Text, string Errors)> RunAsync(string file, IEnumerable<string>? arguments = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = StartInfo([file, .. arguments ?? []]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text.ReplaceLineEndings("\n").Trim(), await errors);
    }

    /// <summary>Starts a file, to be killed.</summary>
    public static Process Start(string file)
    {
        var process = Process.Start(StartInfo([file]))!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs a script that ends well, and gives what it wrote.</summary>
    public static async Task<string> OutputAsync(string script, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var folder = new TestFolder();
        var (code, text, errors) = await RunAsync(folder.Write("script.ps1", $"$ErrorActionPreference = 'Stop'\n{script}"), environment: environment);
        Assert.True(code == 0 && errors.Length == 0, errors);
        return text;
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> arguments) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Built.HostProgram, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
