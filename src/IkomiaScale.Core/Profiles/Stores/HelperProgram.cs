using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using IkomiaScale.Errors;
using IkomiaScale.Files;

namespace IkomiaScale.Profiles.Stores;

/// <summary>Runs a small program of the system that keeps secrets. What it is told and what it says goes through pipes: others can read a command line.</summary>
internal sealed class HelperProgram
{
    private const int WordsLimit = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _path;

    public HelperProgram(string path)
    {
        _path = path;
    }

    /// <summary>Where a program is on the PATH; null where it is not.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder.Trim('"'), RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments; no secret.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/> or <see cref="ScaleErrorId.Timeout"/>: it cannot be run, or does not end.</exception>
    public async Task<(int ExitCode, string Output, string Words)> RunAsync(IEnumerable<string> arguments, string? input, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using (limit.Token.Register(static started => End((Process)started!), process))
        {
            var output = ReadAsync(process.StandardOutput);
            var words = ReadAsync(process.StandardError);
            try
            {
                if (input is not null)
                {
                    var bytes = new UTF8Encoding(false).GetBytes(input);
                    await process.StandardInput.BaseStream.WriteAsync(bytes, 0, bytes.Length, limit.Token).ConfigureAwait(false);
                }

                process.StandardInput.Dispose();
            }
            catch (IOException)
            {
                // It has ended without listening; its exit code says why.
            }

            var told = await output.ConfigureAwait(false);
            var said = await words.ConfigureAwait(false);
            process.WaitForExit();
            cancellationToken.ThrowIfCancellationRequested();
            return limit.IsCancellationRequested
                ? throw new ScaleException(ScaleErrorId.Timeout, $"'{_path}' did not end within {Patience.TotalSeconds:0} s. Perhaps it waits for somebody to unlock the store; run it by hand.") { Target = _path }
                : (process.ExitCode, told, Secrets.Hide(Printable.OneLine(said, WordsLimit)));
        }
    }

    /// <summary>The error for a program that refused.</summary>
    public ScaleException Refused(string what, (int ExitCode, string Output, string Words) end) => new(
        ScaleErrorId.InvalidInput,
        $"{what}: '{_path}' ended with {end.ExitCode}{(end.Words.Length == 0 ? string.Empty : $" and said: {end.Words.TrimEnd('.')}")}. " +
        "Check that the store is unlocked in this session, or say where the token is with -TokenSecret, -TokenVariable or -TokenCommand.")
    {
        Target = _path,
    };

    // To the end of the pipe, which comes with the end of the program at the latest.
    private static Task<string> ReadAsync(StreamReader reader) =>
#if NET
        reader.ReadToEndAsync(CancellationToken.None);
#else
        reader.ReadToEndAsync();
#endif

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(_path, string.Join(" ", arguments.Select(ProgramArguments.Quote)))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, $"'{_path}' cannot be started: {exception.Message}. Check that it is installed properly.", exception) { Target = _path };
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
