using System.Management.Automation;
using IkomiaScale.Errors;

namespace IkomiaScale.Connections;

/// <summary>Runs a command in the session's own runspace and gives what it puts out. Only on the pipeline thread.</summary>
internal static class NestedCommand
{
    private const int WordsLimit = 300;

    /// <summary>Runs it to its end.</summary>
    /// <param name="what">What it is, as the beginning of a sentence.</param>
    /// <param name="build">Puts the command in.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/> or <see cref="ScaleErrorId.Timeout"/>: it failed, or did not end.</exception>
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
                ScaleErrorId.Timeout, $"{what} did not end within {patience.TotalSeconds:0} s. Perhaps it waits for an answer that nobody gives; run it by hand.");
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Failed(what, exception);
        }
    }

    /// <summary>The error for one that failed.</summary>
    public static ScaleException Failed(string what, string words) => new(
        ScaleErrorId.NotConnected, $"{what} failed: {Secrets.Hide(Printable.OneLine(words, WordsLimit)).TrimEnd('.')}. Run it by hand to see why.");

    // Not the exception itself: it has the command's whole output and place in it.
    private static ScaleException Failed(string what, Exception exception) => Failed(what, exception.Message);
}
