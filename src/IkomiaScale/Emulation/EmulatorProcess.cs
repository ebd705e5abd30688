using System.Diagnostics;
using System.Security;
using System.Text;
using IkomiaScale.Authentication;
using IkomiaScale.Files;

namespace IkomiaScale.Emulation;

/// <summary>
/// An emulator that this process started. Its standard input is a pipe that is never written to. The emulator ends when
/// the pipe closes, and the system closes the pipe however this process ends.
/// </summary>
internal sealed class EmulatorProcess : IDisposable
{
    private const string ReadyPrefix = "Listening on ";
    private const string AuthorityPrefix = "Certificate authority: ";

    /// <summary>The wait for the message of an emulator that has ended: it arrives on another stream than the end.</summary>
    private static readonly TimeSpan ReasonWait = TimeSpan.FromSeconds(3);

    private readonly Process _process;

    private EmulatorProcess(Process process, Uri address, string? certificateAuthority)
    {
        _process = process;
        Address = address;
        CertificateAuthority = certificateAuthority;
    }

    /// <summary>Something that ends together with the emulator; null for nothing.</summary>
    public IDisposable? Companion { get; set; }

    /// <summary>The URL that it listens on.</summary>
    public Uri Address { get; }

    /// <summary>The file with the certificate of its authority; null with http.</summary>
    public string? CertificateAuthority { get; }

    /// <summary>Whether the process is still running.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts an emulator and waits until it listens.</summary>
    /// <param name="path">The program, or a <c>.dll</c> that <c>dotnet</c> runs.</param>
    /// <param name="arguments">The arguments of the program.</param>
    /// <param name="token">The API token that it accepts. The environment passes it, because other users can read a command line.</param>
    /// <param name="workingDirectory">The folder for relative paths in the arguments.</param>
    /// <param name="cancellationToken">Stops the wait and the emulator.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the emulator cannot start; the message says why.</exception>
    public static async Task<EmulatorProcess> StartAsync(
        string path, IEnumerable<string> arguments, SecureString token, string workingDirectory, CancellationToken cancellationToken)
    {
        var process = Launch(path, arguments, token, workingDirectory);
        var errors = new StringBuilder();
        string? authority = null;
        var ready = new TaskCompletionSource<Uri?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var allErrors = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (cancellationToken.Register(() => ready.TrySetCanceled(cancellationToken)))
        {
            Uri? address = null;
            try
            {
                address = await ready.Task.ConfigureAwait(false);
                if (address is not null)
                {
                    return new EmulatorProcess(process, address, authority);
                }

                await Task.WhenAny(allErrors.Task, Task.Delay(ReasonWait, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                throw Failed(path, errors);
            }
            finally
            {
                if (address is null)
                {
                    End(process);
                }
            }
        }

        void Read(string? line)
        {
            if (line is null)
            {
                ready.TrySetResult(null);
            }
            else if (line.StartsWith(AuthorityPrefix, StringComparison.Ordinal))
            {
                authority = line.Substring(AuthorityPrefix.Length).Trim();
            }
            else if (line.StartsWith(ReadyPrefix, StringComparison.Ordinal))
            {
                ready.TrySetResult(new Uri(line.Substring(ReadyPrefix.Length).Trim()));
            }
        }

        void Note(string? line)
        {
            if (line is null)
            {
                allErrors.TrySetResult(true);
                return;
            }

            lock (errors)
            {
                if (errors.Length < 2000)
                {
                    errors.AppendLine(line);
                }
            }
        }
    }

    /// <summary>Stops the emulator and waits for its end.</summary>
    public void Dispose()
    {
        End(_process);
        Companion?.Dispose();
    }

    private static Process Launch(string path, IEnumerable<string> arguments, SecureString token, string workingDirectory)
    {
        var isLibrary = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var all = (isLibrary ? new[] { path } : []).Concat(arguments).Append("--until-stdin-closes").Select(ProgramArguments.Quote);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : path, string.Join(" ", all))
        {
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.EnvironmentVariables["IKSCALE_EMULATOR_TOKEN"] = token.Reveal();
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, $"The emulator '{path}' cannot be started: {exception.Message.TrimEnd('.')}. Check -EmulatorPath or IKOMIA_EMULATOR.", exception) { Target = path };
        }
    }

    private static ScaleException Failed(string path, StringBuilder errors)
    {
        lock (errors)
        {
            var reason = errors.Length == 0 ? "it ended without a message" : errors.ToString().Trim();
            return new ScaleException(ScaleErrorId.InvalidInput, $"The emulator did not start: {reason}") { Target = path };
        }
    }

    private static void End(Process process)
    {
        try
        {
            // Closing its input asks the emulator to end. After a grace period it is killed.
            process.StandardInput.Close();
            if (!process.WaitForExit(3000))
            {
                process.Kill();
                process.WaitForExit(3000);
            }
        }
        catch (InvalidOperationException)
        {
            // The process has already ended.
        }
        finally
        {
            process.Dispose();
        }
    }
}
