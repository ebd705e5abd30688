using System.Management.Automation;
using IkomiaScale.Errors;

namespace IkomiaScale.Connections;

/// <summary>Runs a command in the session's runspace and returns its output. Call it only on the pipeline thread.</summary>
internal static class NestedCommand
{
    private const int WordsLimit = 300;

    /// <summary>Runs the command to its end.</summary>
    /// <param name="what">The command, as the beginning of a sentence.</param>
    /// <param name="build">Adds the command.</param>
    /// <param name="patience">The longest time that it may take.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/> or <see cref="ScaleErrorId.Timeout"/>: the command failed, or did not end in time.</exception>
    public static IReadOnlyList<object> Run(string what, Action<PowerShell> build, TimeSpan patience, CancellationToken stop)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        build(shell);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        using var ending = limit.Token.Register(() => shell.BeginStop(null, null));
        try
        {
            var output = shell.Invoke();
            return shell.HadErrors && shell.Streams.Error.Count > 0 && output.Count == 0
                ? throw Failed(what, shell.Streams.Error[0].Exception)
                : output.Where(item => item is not null).Select(item => item.BaseObject).ToList();
        }
        catch (PipelineStoppedException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new ScaleException(
                ScaleErrorId.Timeout, $"{what} did not end within {patience.TotalSeconds:0} s. It may wait for input; run it yourself to see.");
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Failed(what, exception);
        }
    }

    /// <summary>The error for a command that failed.</summary>
    public static ScaleException Failed(string what, string words) => new(
        ScaleErrorId.NotConnected, $"{what} failed: {Secrets.Hide(Printable.OneLine(words, WordsLimit)).TrimEnd('.')}. Run it yourself to see why.");

    // Without the exception as the inner one: it holds the command's output, which may be a secret.
    private static ScaleException Failed(string what, Exception exception) => Failed(what, exception.Message);
}
