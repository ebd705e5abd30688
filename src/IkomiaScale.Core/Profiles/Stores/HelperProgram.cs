using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using IkomiaScale.Errors;
using IkomiaScale.Files;

namespace IkomiaScale.Profiles.Stores;

/// <summary>
/// Runs a program of the system that keeps secrets. Secrets go through pipes, because other users can read a command line.
/// </summary>
internal sealed class HelperProgram
{
    private const int WordsLimit = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _path;

    public HelperProgram(string path)
    {
        _path = path;
    }

    /// <summary>Returns the path of a program on the PATH; null if there is none.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder.Trim('"'), RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs the program until it exits.</summary>
    /// <param name="arguments">The arguments. They must not contain a secret.</param>
    /// <param name="input">The text for its standard input; null for none.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it cannot be started.
    /// <see cref="ScaleErrorId.Timeout"/>: it does not exit.</exception>
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
                // It exited without reading its input. The exit code says why.
            }

            var told = await output.ConfigureAwait(false);
            var said = await words.ConfigureAwait(false);
            process.WaitForExit();
            cancellationToken.ThrowIfCancellationRequested();
            return limit.IsCancellationRequested
                ? throw new ScaleException(ScaleErrorId.Timeout, $"'{_path}' did not exit within {Patience.TotalSeconds:0} s, perhaps because the store is locked. Unlock the store, then run the command again.") { Target = _path }
                : (process.ExitCode, told, Secrets.Hide(Printable.OneLine(said, WordsLimit)));
        }
    }

    /// <summary>The error for a program that failed.</summary>
    public ScaleException Refused(string what, (int ExitCode, string Output, string Words) end) => new(
        ScaleErrorId.InvalidInput,
        $"{what}: '{_path}' failed with exit code {end.ExitCode}{(end.Words.Length == 0 ? string.Empty : $" and the message: {end.Words.TrimEnd('.')}")}. " +
        "Unlock the store in this session, or use -TokenSecret, -TokenVariable or -TokenCommand.")
    {
        Target = _path,
    };

    // The pipe ends at the latest when the program exits.
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
            throw new ScaleException(ScaleErrorId.InvalidInput, $"'{_path}' cannot be started: {exception.Message}. Install it again.", exception) { Target = _path };
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
            // It has already exited.
        }
    }
}
